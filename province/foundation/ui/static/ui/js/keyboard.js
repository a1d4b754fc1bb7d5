/* Keys: J K move through [data-row], X chooses, Enter opens, / searches, ? lists; any [data-key] presses its element. */
(() => {
  "use strict";
  const OFF = "tinhso.keys.off";

  function isOff() {
    try { return localStorage.getItem(OFF) === "yes"; } catch { return false; }
  }

  function words(key) {
    return document.getElementById("ui-words")?.dataset[key] || "";
  }

  function rows() {
    return [...document.querySelectorAll("[data-row]")].filter((row) => row.getClientRects().length);
  }

  function currentIndex(all) {
    const inside = all.findIndex((row) => row.contains(document.activeElement));
    return inside >= 0 ? inside : all.findIndex((row) => row.classList.contains("on"));
  }

  function move(step) {
    const all = rows();
    if (!all.length) return false;
    const from = currentIndex(all);
    const next = from < 0 ? 0 : Math.min(Math.max(from + step, 0), all.length - 1);
    const link = all[next].querySelector("a[href]");
    link?.focus();
    all[next].scrollIntoView({ block: "nearest" });
    return true;
  }

  function choose() {
    const all = rows();
    const box = all[currentIndex(all)]?.querySelector("input[type=checkbox]");
    box?.click();
    return Boolean(box);
  }

  function bound(key) {
    const wanted = key.toLowerCase();
    return [...document.querySelectorAll("[data-key]")].find(
      (one) => one.dataset.key.toLowerCase() === wanted && one.getClientRects().length && !one.disabled,
    );
  }

  function labelOf(element) {
    if (element.dataset.keyLabel) return element.dataset.keyLabel;
    if (element.getAttribute("aria-label")) return element.getAttribute("aria-label");
    const copy = element.cloneNode(true);
    for (const extra of copy.querySelectorAll("kbd, svg")) extra.remove();
    return copy.textContent.trim();
  }

  const SIGNS = { ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓" };

  function fill(list) {
    const lines = [];
    if (rows().length) {
      lines.push(["J", words("keyDown")], ["K", words("keyUp")], ["X", words("keyChoose")]);
      if (!bound("Enter")) lines.push(["Enter", words("keyOpen")]);
    }
    for (const one of document.querySelectorAll("[data-key]")) {
      if (one.getClientRects().length && !one.disabled) lines.push([one.dataset.key, labelOf(one)]);
    }
    lines.push(["?", words("keyHelp")]);
    list.replaceChildren(...lines.flatMap(([key, does]) => {
      const term = document.createElement("dt");
      const sign = document.createElement("kbd");
      const text = document.createElement("dd");
      sign.textContent = SIGNS[key] || key;
      term.append(sign);
      text.textContent = does;
      return [term, text];
    }));
  }

  const dialog = document.getElementById("key-dialog");
  const toggle = dialog?.querySelector("[data-key-switch]");
  dialog?.addEventListener("beforetoggle", (event) => {
    if (event.newState !== "open") return;
    fill(dialog.querySelector("[data-key-list]"));
    toggle.checked = !isOff();
  });
  toggle?.addEventListener("change", () => {
    try {
      if (toggle.checked) localStorage.removeItem(OFF);
      else localStorage.setItem(OFF, "yes");
    } catch { /* no storage: the choice holds for this page only */ }
  });

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isOff()) return;
    const typing = event.target.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
    if (typing) {
      if (event.key === "Escape") typing.blur();
      return;
    }
    if (document.querySelector("[popover]:popover-open")) return;
    let done = false;
    if (event.key === "?" && dialog) { dialog.showPopover(); done = true; }
    else if (event.key === "j" || event.key === "J") done = move(1);
    else if (event.key === "k" || event.key === "K") done = move(-1);
    else if (event.key === "x" || event.key === "X") done = choose();
    else if (event.key === "Enter") {
      if (document.activeElement === document.body || document.activeElement === null) {
        const target = bound("Enter") || document.querySelector("[data-row].on a[href]");
        if (target) { target.click(); done = true; }
      }
    }
    if (!done && event.key !== "Enter") {
      const target = bound(event.key);
      if (target) {
        if (target.matches("input, textarea, select")) { target.focus(); target.select?.(); }
        else target.click();
        done = true;
      }
    }
    if (done) event.preventDefault();
  });
})();
