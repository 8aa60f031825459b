// Keeps what is typed into a form while the connection is down: in this tab alone, until it has arrived. The page works without it.
for (const form of document.querySelectorAll("form[data-keeps]")) {
  // a new line belongs to its item, wherever the item stands by now
  const place = `coprod ${form.dataset.keeps} ${location.pathname}${form.elements.under ? ` ${form.elements.under.value}` : location.search}`;
  const stamp = form.elements.once ?? form.elements.version;
  const shown = () => Object.fromEntries([...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken"));
  const has = (kept) => {
    // a new line has arrived when the page shows it; a changed one when the page has another version
    if (form.elements.once) {
      return document.getElementById(`line-${String(kept.once).split(":")[0]}`) !== null;
    }
    return false;
  };
  let kept = null;
  try {
    kept = JSON.parse(sessionStorage.getItem(place) ?? "null");
  } catch {
    kept = null;
  }
  if (kept && has(kept)) {
    sessionStorage.removeItem(place);
    kept = null;
  }
  const first = form.elements.words.value;
  if (kept && kept.words && kept.words !== first) {
    const word = document.createElement("p");
    word.className = "nhsuk-inset-text";
    word.setAttribute("role", "status");
    word.textContent = form.dataset.keptWords;
    form.prepend(word);
    const same = form.elements.once || kept.version === stamp.value;
    if (same) {
      for (const [name, value] of Object.entries(kept)) {
        const box = form.elements[name];
        if (box instanceof RadioNodeList || box?.type !== "checkbox") {
          if (box) box.value = value;
        }
      }
    } else {
      const quote = document.createElement("blockquote");
      quote.textContent = kept.words;
      word.append(quote);
    }
  }
  form.addEventListener("input", () => {
    try {
      sessionStorage.setItem(place, JSON.stringify(shown()));
    } catch {
      // a full or closed store keeps nothing; the form works as before
    }
  });
}

// A line that was changed and has arrived is not kept any longer: its page of lines shows it.
for (const line of document.querySelectorAll("[id^='line-']")) {
  const words = line.querySelector(".app-line__words")?.textContent.trim();
  const place = `coprod change /minute-lines/${line.id.slice(5)}/change/`;
  const held = sessionStorage.getItem(place);
  if (held && JSON.parse(held).words?.trim().replace(/\s+/g, " ") === words?.replace(/\s+/g, " ")) {
    sessionStorage.removeItem(place);
  }
}
