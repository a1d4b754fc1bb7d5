/* A second click does nothing: a form that is on its way closes its buttons until the page changes.
   Without a network nothing is sent at all, so that what was typed stays on the page. */
(() => {
  "use strict";

  function buttonsOf(form) {
    return [...form.elements].filter((one) => one.matches("button:not([type=button]), input[type=submit]"));
  }

  function close(form, pressed) {
    form.dataset.sending = "yes";
    // After this turn of the loop, so that the pressed button still sends its name and value.
    setTimeout(() => {
      for (const button of buttonsOf(form)) {
        if (button.disabled) continue;
        button.disabled = true;
        button.dataset.reopen = "yes";
      }
      if (pressed) pressed.setAttribute("aria-busy", "true");
    }, 0);
  }

  function reopen(form) {
    delete form.dataset.sending;
    for (const button of buttonsOf(form)) {
      button.removeAttribute("aria-busy");
      if (button.dataset.reopen !== "yes") continue;
      button.disabled = false;
      delete button.dataset.reopen;
    }
  }

  function sayOffline(form, pressed) {
    let note = form.querySelector("[data-offline]");
    if (!note) {
      note = document.createElement("p");
      note.className = "note bad";
      note.dataset.offline = "";
      note.setAttribute("role", "alert");
      const place = pressed && form.contains(pressed) ? pressed : form.lastElementChild;
      place.before(note);
    }
    note.textContent = "";
    note.textContent = document.getElementById("ui-words")?.dataset.offline || "";
  }

  window.addEventListener("online", () => {
    for (const note of document.querySelectorAll("[data-offline]")) note.remove();
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const isOffline = form.method === "post" && navigator.onLine === false;
    if (isOffline) sayOffline(form, event.submitter);
    if (isOffline || form.dataset.sending === "yes") {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const target = event.submitter?.getAttribute("formtarget") || form.getAttribute("target");
    if (event.defaultPrevented || form.method !== "post" || target === "_blank" || "download" in form.dataset) return;
    close(form, event.submitter);
  });

  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = event.target.closest("form");
    if (form && event.detail.requestConfig?.verb === "post") close(form, event.detail.requestConfig.triggeringEvent?.submitter);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest("form");
    if (form) setTimeout(() => reopen(form), 0);
  });

  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sending]")) reopen(form);
  });
})();
