/* Fetches htmx only when somebody starts to search; without it the form is a form. */
const box = document.querySelector("[data-live-search]");
if (box) {
  box.addEventListener(
    "focus",
    () => {
      const script = document.createElement("script");
      script.src = box.dataset.liveSearch;
      document.head.append(script);
    },
    { once: true },
  );
}
