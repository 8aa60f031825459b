// Says how many minutes an item has left, twice a minute and silently. Without it the page shows the planned times.
for (const clock of document.querySelectorAll("[data-until]")) {
  const until = new Date(clock.dataset.until);
  const tell = () => {
    const left = Math.ceil((until - new Date()) / 60000);
    const planned = left > 0 && left <= 240;
    clock.hidden = !(planned || (left <= 0 && left > -240));
    clock.textContent = planned ? clock.dataset.left.replace("%n", left) : clock.dataset.over;
  };
  tell();
  setInterval(tell, 30000);
}
