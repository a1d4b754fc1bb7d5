/* Officials' pages: ready words fill the field they belong to; a scan goes off by itself. */
(() => {
  "use strict";
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-fill]");
    if (!button) return;
    const field = document.getElementById(button.dataset.fill);
    if (!field) return;
    const words = button.dataset.words;
    field.value = field.tagName === "TEXTAREA" && field.value.trim() ? `${field.value.trim()}\n${words}` : words;
    field.focus();
  });
})();

/* A batch goes on by itself, unless its reader stops it first; its address can be opened again. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-go-on]");
  if (!form) return;
  history.replaceState(null, "", form.action);
  const next = setTimeout(() => form.requestSubmit(), 150);
  form.querySelector("[data-stop]")?.addEventListener("click", () => clearTimeout(next));
})();
