// Offers the words that somebody has selected in a text for the field that takes phrases, one a
// line. Without this script the phrases are typed or pasted there.
const source = document.querySelector("[data-mark-from]");
const offer = document.querySelector("[data-mark-words]");
const field = offer && document.getElementById(offer.dataset.markWords);

function selectedWords() {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return "";
  const range = selection.getRangeAt(0);
  if (!source.contains(range.commonAncestorContainer)) return "";
  const words = range.cloneContents();
  for (const aside of words.querySelectorAll(".visually-hidden, ol")) aside.remove();
  return words.textContent.replace(/\s+/g, " ").trim();
}

if (source && field) {
  const said = offer.querySelector("[role=status]");
  let words = "";
  document.addEventListener("selectionchange", () => {
    const selected = selectedWords();
    if (!selected) return;
    words = selected;
    said.textContent = "";
    offer.hidden = false;
  });
  offer.querySelector("button").addEventListener("click", () => {
    if (!words) return;
    const lines = field.value.split("\n").filter((line) => line.trim());
    if (!lines.includes(words)) lines.push(words);
    field.value = lines.join("\n");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    const step = field.closest("details");
    if (step) step.open = true;
    said.textContent = `Added to “${step?.querySelector("summary")?.textContent.trim() ?? "the form"}”: ${words}`;
    words = "";
  });
}
