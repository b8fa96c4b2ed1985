// Puts a text to start from into its field, without loading the page again. Words that are there
// already stay, with the text below them. Without this script each is a link that does the same
// for an empty field.
for (const link of document.querySelectorAll("[data-start-from] a[data-text]")) {
  const field = document.getElementById(link.dataset.field);
  if (!field) continue;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const written = field.value.trimEnd();
    field.value = written ? `${written}\n\n${link.dataset.text}` : link.dataset.text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
}
