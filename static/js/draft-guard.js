// Warn before leaving a form with unsaved words; sending or saving it is fine.
const form = document.querySelector("form textarea")?.closest("form");
if (form) {
  let changed = false;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
}
