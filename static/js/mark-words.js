// Offers the words that somebody has selected in a text for the field that takes phrases, one a
// line. Without this script the phrases are typed or pasted there.
const source = document.querySelector("[data-mark-from]");
const offer = document.querySelector("[data-mark-words]");
const field = offer && document.getElementById(offer.dataset.markWords);

// A selection rarely ends where a word does: the whole word is meant.
function toWholeWords(range) {
  const { startContainer: first, endContainer: last } = range;
  if (first.nodeType === Node.TEXT_NODE) {
    const before = first.data.slice(0, range.startOffset).match(/[\p{L}\p{N}]*$/u)[0];
    if (/^[\p{L}\p{N}]/u.test(first.data.slice(range.startOffset))) {
      range.setStart(first, range.startOffset - before.length);
    }
  }
  if (last.nodeType === Node.TEXT_NODE && /[\p{L}\p{N}]$/u.test(last.data.slice(0, range.endOffset))) {
    const after = last.data.slice(range.endOffset).match(/^[\p{L}\p{N}]*/u)[0];
    range.setEnd(last, range.endOffset + after.length);
  }
  return range;
}

function selectedWords() {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return "";
  if (!source.contains(selection.getRangeAt(0).commonAncestorContainer)) return "";
  const words = toWholeWords(selection.getRangeAt(0).cloneRange()).cloneContents();
  for (const aside of words.querySelectorAll(".visually-hidden, ol")) aside.remove();
  return words.textContent.replace(/\s+/g, " ").trim();
}

if (source && field) {
  const said = offer.querySelector("[role=status]");
  let words = "";
  let added = "";
  document.addEventListener("selectionchange", () => {
    const selected = selectedWords();
    if (!selected || selected === added) return;
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
    added = words;
    words = "";
  });
}
