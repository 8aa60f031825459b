// Shows what needs a passkey where the browser knows passkeys, and says so when one could not be used.
if (window.PublicKeyCredential) {
  document.querySelectorAll("[data-needs-passkeys]").forEach((part) => part.removeAttribute("hidden"));
  document.querySelectorAll("[data-without-passkeys]").forEach((part) => part.setAttribute("hidden", ""));
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.querySelectorAll("[data-passkey-trouble]").forEach((part) => part.removeAttribute("hidden"));
});
