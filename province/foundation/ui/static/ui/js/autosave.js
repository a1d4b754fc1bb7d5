/* Drafts save themselves: form[data-autosave="address"] is posted after a pause and says so in [data-autosave-status]. */
(() => {
  "use strict";
  const PAUSE = 1500;
  const RETRY = 15000;
  const LONGEST_WAIT = 4000;

  function words(key) {
    const now = new Date();
    const clock = `${now.getHours()}:${String(now.getMinutes()).padStart(2, "0")}`;
    return (document.getElementById("ui-words")?.dataset[key] || "").replace("%s", clock);
  }

  function statusOf(form) {
    return form.querySelector("[data-autosave-status]") || document.querySelector("[data-autosave-status]");
  }

  function say(form, key, bad) {
    const status = statusOf(form);
    if (!status) return;
    status.classList.toggle("bad", bad);
    (status.querySelector("[data-words]") || status).textContent = words(key);
  }

  function draftOf(form) {
    const draft = new FormData(form);
    for (const [name, value] of [...draft.entries()]) {
      if (value instanceof File) draft.delete(name);
    }
    return draft;
  }

  async function save(form) {
    if (form.dataset.sending === "yes") return;
    form.dataset.unsaved = "no";
    say(form, "saving", false);
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST",
        body: draftOf(form),
        credentials: "same-origin",
        redirect: "manual",
        headers: { "X-Requested-With": "autosave" },
      });
      if (answer.ok) {
        say(form, "saved", false);
        return;
      }
      form.dataset.unsaved = "yes";
      const later = answer.status === 429 || answer.status >= 500;
      say(form, later ? "saveFailed" : "saveRefused", true);
      if (later) plan(form, RETRY);
    } catch {
      form.dataset.unsaved = "yes";
      say(form, "saveFailed", true);
      plan(form, RETRY);
    }
  }

  const timers = new WeakMap();
  const flights = new WeakMap();

  function start(form) {
    flights.set(form, save(form).finally(() => flights.delete(form)));
  }

  function plan(form, pause) {
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(() => start(form), pause));
  }

  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (!form || !form.dataset.autosave || event.target.type === "file") return;
    form.dataset.unsaved = "yes";
    plan(form, PAUSE);
  });

  // A form that is sent while it saves itself would meet its own save: it waits for the answer first.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    clearTimeout(timers.get(form));
    const flight = flights.get(form);
    if (!flight) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (form.dataset.waiting === "yes") return;
    form.dataset.waiting = "yes";
    const button = event.submitter;
    Promise.race([flight, new Promise((go) => setTimeout(go, LONGEST_WAIT))]).then(() => {
      flights.delete(form);
      form.dataset.waiting = "no";
      form.requestSubmit(button);
    });
  }, true);

  window.addEventListener("online", () => {
    for (const form of document.querySelectorAll('form[data-autosave][data-unsaved="yes"]')) plan(form, 0);
  });
})();
