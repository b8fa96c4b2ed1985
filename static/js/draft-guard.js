// Warns before leaving a page with unsaved words; sending, saving and what saves itself are fine.
let changed = false;
for (const form of document.querySelectorAll("form:has(textarea)")) {
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
}
const savesItself = (event) => event.target.matches?.("[data-saves-draft]");
document.addEventListener("htmx:beforeRequest", (event) => {
  if (savesItself(event)) changed = false;
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (savesItself(event) && !event.detail.xhr.responseText.includes("data-saved")) changed = true;
});
window.addEventListener("beforeunload", (event) => {
  if (changed) event.preventDefault();
});
