/* Short words after a work is done: dispatch "ui:toast" with {words} (htmx: HX-Trigger header), or render ui/_toast.html. */
(() => {
  "use strict";
  const STAY = 8000;
  const region = document.getElementById("toasts");
  if (!region) return;

  function leave(toast) {
    setTimeout(() => {
      // A toast that is being read or used stays.
      if (toast.matches(":hover, :focus-within")) leave(toast);
      else toast.remove();
    }, STAY);
  }

  document.addEventListener("ui:toast", (event) => {
    const words = event.detail?.words;
    if (!words) return;
    const toast = document.createElement("div");
    toast.className = "toast";
    const text = document.createElement("span");
    text.textContent = words;
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = document.getElementById("ui-words")?.dataset.close || "×";
    close.addEventListener("click", () => toast.remove());
    toast.append(text, close);
    region.append(toast);
    leave(toast);
  });
})();
