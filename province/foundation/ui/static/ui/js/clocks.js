/* Clocks count down while working time runs: [data-remaining] minutes, until [data-runs-until]. */
(() => {
  "use strict";
  const DAY = 480;
  const HOUR = 60;
  const started = Date.now();

  function words(key, value) {
    return (document.getElementById("ui-words")?.dataset[key] || "").replace("%s", value);
  }

  function span(minutes) {
    const size = Math.abs(minutes);
    const days = Math.floor(size / DAY);
    const hours = Math.floor((size % DAY) / HOUR);
    const rest = size % HOUR;
    return [days && words("days", days), hours && words("hours", hours), !days && rest && words("minutes", rest)]
      .filter(Boolean).join(" ");
  }

  function label(minutes, long) {
    if (minutes === 0) return words("zero", "");
    const short = words(minutes < 0 ? "late" : "left", span(minutes));
    return long && Math.abs(minutes) >= DAY ? words("working", short) : short;
  }

  function refresh() {
    const now = Date.now();
    for (const chip of document.querySelectorAll("[data-remaining][data-runs-until]")) {
      const target = chip.querySelector("[data-clock-words]");
      const end = Date.parse(chip.dataset.runsUntil);
      if (!target || Number.isNaN(end)) continue;
      if (!chip.dataset.shownAt) {
        chip.dataset.shownAt = String(chip.closest("[data-swapped]") ? now : started);
        const first = Number(chip.dataset.remaining);
        // Words that the page wrote in another way stay as they are.
        if (label(first, true) === target.textContent.trim()) chip.dataset.long = "yes";
        else if (label(first, false) !== target.textContent.trim()) { chip.removeAttribute("data-runs-until"); continue; }
      }
      const gone = Math.floor((Math.min(now, end) - Number(chip.dataset.shownAt)) / 60000);
      const left = Number(chip.dataset.remaining) - Math.max(gone, 0);
      target.textContent = label(left, chip.dataset.long === "yes");
      if (left < 0 && !chip.classList.contains("late")) {
        chip.classList.remove("running", "soon", "provisional");
        chip.classList.add("late");
        const use = chip.querySelector("use");
        use?.setAttribute("href", use.getAttribute("href").replace(/#.*$/, "#alert"));
      }
    }
  }

  refresh();
  setInterval(refresh, 20000);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
})();
