// In a list marked data-row-keys, j and k go to the next and the previous row's link. Only while the
// focus is inside the list (WCAG 2.1.4), never with another key held, never while somebody types.
// Without this script the tab key does the same, a little slower.
const typing = "input:not([type=checkbox]), textarea, select, [contenteditable]";

for (const list of document.querySelectorAll("[data-row-keys]")) {
  const links = [...list.querySelectorAll("[data-row]")];
  if (!links.length) continue;
  document.querySelector("[data-row-keys-hint]")?.removeAttribute("hidden");
  list.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.matches(typing)) return;
    const step = { j: 1, k: -1 }[event.key];
    if (!step) return;
    const here = links.findIndex((link) => link.closest("li").contains(event.target));
    const next = links[Math.min(Math.max(here + step, 0), links.length - 1)];
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  });
}
