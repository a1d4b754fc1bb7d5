/* Dialogs are native popovers and open without a script; this keeps the keyboard inside while one is open. */
(() => {
  "use strict";
  const REACHABLE = "a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled)";

  document.addEventListener("toggle", (event) => {
    const dialog = event.target;
    if (!(dialog instanceof HTMLElement) || !dialog.matches("[popover][role=dialog]")) return;
    if (event.newState !== "open") return;
    dialog.setAttribute("aria-modal", "true");
    (dialog.querySelector("[autofocus], textarea, input:not([type=hidden])") || dialog.querySelector(REACHABLE))?.focus();
  }, true);

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Tab") return;
    const dialog = document.querySelector("[popover][role=dialog]:popover-open");
    if (!dialog) return;
    const stops = [...dialog.querySelectorAll(REACHABLE)].filter((one) => one.offsetParent !== null || one.getClientRects().length);
    if (!stops.length) return;
    const first = stops[0];
    const last = stops[stops.length - 1];
    if (!dialog.contains(document.activeElement) || (event.shiftKey && document.activeElement === first)) {
      event.preventDefault();
      (event.shiftKey ? last : first).focus();
    } else if (!event.shiftKey && document.activeElement === last) {
      event.preventDefault();
      first.focus();
    }
  });

  // The error summary is what a person needs first after a refused form.
  document.querySelector("[data-error-summary]")?.focus();
})();
