// Warns before leaving a page with unsaved words; sending or saving them is fine.
let changed = false;
for (const form of document.querySelectorAll("form:has(textarea)")) {
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
}
window.addEventListener("beforeunload", (event) => {
  if (changed) event.preventDefault();
});
