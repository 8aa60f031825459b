// Adds to pages that work without it: the design system's own behaviour, and no needless stops for the Tab key.
import { initAll } from "../vendor/nhsuk-frontend-10.6.1/nhsuk-frontend-10.6.1.min.js";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
initAll();

// A box that can be scrolled must be reachable by keyboard; one that shows everything need not be.
const boxes = document.querySelectorAll(".app-scroll");
const watch = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) {
      target.setAttribute("tabindex", "0");
    } else {
      target.removeAttribute("tabindex");
    }
  }
});
boxes.forEach((box) => watch.observe(box));
