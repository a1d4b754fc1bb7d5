/* The quick look: shows the line that has the focus, beside the list, where there is room for it. */
(() => {
  "use strict";
  const pane = document.querySelector("[data-quick]");
  if (!pane) return;
  const wide = window.matchMedia("(min-width: 1101px)");
  let shown = "";
  let waiting = 0;

  async function show(url) {
    if (!url || url === shown || !wide.matches) return;
    shown = url;
    try {
      const answer = await fetch(url, { headers: { "X-Requested-With": "fetch" }, credentials: "same-origin" });
      if (answer.ok && !answer.redirected && shown === url) pane.innerHTML = await answer.text();
    } catch { /* the line itself still opens the file */ }
  }

  function mark(row) {
    for (const other of document.querySelectorAll("[data-row].on")) {
      other.classList.remove("on");
      other.querySelector("a[aria-current]")?.removeAttribute("aria-current");
    }
    row.classList.add("on");
    row.querySelector("a[href]")?.setAttribute("aria-current", "true");
  }

  function urlOf(row) {
    const box = row.querySelector("input[name=viec]");
    return box ? pane.dataset.quick.replace(/[^/]+\/$/, `${box.value}/`) : "";
  }

  document.addEventListener("focusin", (event) => {
    const row = event.target.closest?.("[data-row]");
    if (!row) return;
    mark(row);
    clearTimeout(waiting);
    waiting = setTimeout(() => show(urlOf(row)), 120);
  });
  show(pane.dataset.quick);
  wide.addEventListener("change", () => show(pane.dataset.quick));
})();
