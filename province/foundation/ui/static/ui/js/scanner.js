/* A scanner types like a very fast hand and ends with Enter: what it types anywhere outside a text field goes to form[data-scan].
   Keys wait a moment until it is clear who types; a hand's keys are then given on as they came. */
(() => {
  "use strict";
  const APART = 40; // milliseconds between two keys: a hand is slower
  const SHORTEST = 8;
  const AT_ONCE = "jkx/?"; // they only move about, and no scan begins with them
  const CARD = /^\s*\d{12}\|/;
  const form = document.querySelector("form[data-scan]");
  const field = form?.querySelector("input[type=search]");
  const mark = form?.querySelector("input[data-scan-mark]");
  if (!field || !mark) return;

  let held = []; // {key, target}
  let timer = 0;
  let composed = false; // a letter that is on no key (ễ) follows as a keypress
  const replayed = new WeakSet();

  function isTyping(target) {
    return Boolean(target.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]"));
  }

  function giveOn() {
    clearTimeout(timer);
    const keys = held;
    held = [];
    composed = false;
    for (const { key, code, shiftKey, target } of keys) {
      const copy = new KeyboardEvent("keydown", { key, code, shiftKey, bubbles: true, cancelable: true });
      replayed.add(copy);
      (target.isConnected ? target : document.body).dispatchEvent(copy);
    }
  }

  function hold(event) {
    clearTimeout(timer);
    held.push({ key: event.key, code: event.code, shiftKey: event.shiftKey, target: event.target });
    timer = setTimeout(giveOn, APART);
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  function send(text) {
    mark.disabled = false;
    mark.value = "quet";
    field.value = text;
    form.requestSubmit();
  }

  document.addEventListener("keydown", (event) => {
    if (replayed.has(event) || !event.isTrusted) return;
    const isPart = event.altKey || ["Alt", "Unidentified", "Process"].includes(event.key);
    if (held.length && (isPart || event.key === "Shift")) {
      composed = isPart;
      clearTimeout(timer);
      timer = setTimeout(giveOn, APART * 4);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat || isTyping(event.target)) {
      if (held.length) giveOn();
      return;
    }
    if (event.key.length === 1 && (held.length || (event.key !== " " && !AT_ONCE.includes(event.key)))) {
      composed = false;
      hold(event);
      return;
    }
    if (!held.length || event.key === "CapsLock") return;
    if ((event.key === "Enter" || event.key === "Tab") && held.length >= SHORTEST) {
      clearTimeout(timer);
      event.preventDefault();
      event.stopImmediatePropagation();
      const text = held.map((one) => one.key).join("");
      held = [];
      send(text);
      return;
    }
    giveOn();
  }, true);

  document.addEventListener("keypress", (event) => {
    if (!composed || !held.length || event.key.length !== 1) return;
    composed = false;
    hold(event);
  }, true);

  document.addEventListener("keyup", (event) => {
    if (held.length && event.key === " ") event.preventDefault();
  }, true);

  // A card that was scanned into the search of a list would stand in its address: it goes the same way.
  document.addEventListener("submit", (event) => {
    const sent = event.target;
    if (sent === form || sent.method !== "get") return;
    const card = [...sent.elements].find((one) => CARD.test(one.value || ""));
    if (!card) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const text = card.value;
    card.value = "";
    send(text);
  }, true);

  // Back shows the page as it was: without anybody's card.
  window.addEventListener("pageshow", () => {
    if (CARD.test(field.value)) field.value = "";
    mark.disabled = true;
  });
})();
