/* Lists: counts what is chosen in form[data-selection] and keeps the bulk bar true. */
(() => {
  "use strict";

  function refresh(form) {
    const chosen = form.querySelectorAll("[data-row] input[type=checkbox]:checked").length;
    const words = document.getElementById("ui-words")?.dataset || {};
    const target = form.querySelector("[data-selection-words]");
    if (target) target.textContent = chosen ? (words.chosen || "").replace("%s", chosen) : words.chosenNone || "";
    for (const button of form.querySelectorAll(".bulk button:not([data-always])")) button.disabled = chosen === 0;
  }

  function refreshAll() {
    for (const form of document.querySelectorAll("form[data-selection]")) refresh(form);
  }

  document.addEventListener("change", (event) => {
    const form = event.target.closest?.("form[data-selection]");
    if (form) refresh(form);
  });
  document.addEventListener("click", (event) => {
    const clear = event.target.closest?.("[data-clear-selection]");
    const form = clear?.closest("form[data-selection]");
    if (!form) return;
    event.preventDefault();
    for (const box of form.querySelectorAll("[data-row] input[type=checkbox]")) box.checked = false;
    refresh(form);
  });
  window.addEventListener("pageshow", refreshAll);
  document.addEventListener("htmx:afterSettle", refreshAll);
})();
