// Says under a long field how many characters are left. The limit is the field's own
// data-character-limit, so that text which is too long is kept and explained, not cut off.
const PAUSE_BEFORE_SPEAKING = 800; // milliseconds

function sentence(left) {
  const number = Math.abs(left).toLocaleString("en-GB");
  const noun = Math.abs(left) === 1 ? "character" : "characters";
  return left < 0 ? `${number} ${noun} too many` : `${number} ${noun} left`;
}

function addCount(field) {
  const limit = Number(field.dataset.characterLimit);
  if (!limit) return;
  const seen = document.createElement("p");
  seen.className = "field__count";
  seen.setAttribute("aria-hidden", "true");
  const spoken = document.createElement("p");
  spoken.className = "visually-hidden";
  spoken.setAttribute("role", "status");
  field.after(seen, spoken);

  let timer;
  const update = () => {
    const left = limit - field.value.length;
    seen.textContent = sentence(left);
    seen.toggleAttribute("data-over", left < 0);
    clearTimeout(timer);
    timer = setTimeout(() => {
      spoken.textContent = sentence(left);
    }, PAUSE_BEFORE_SPEAKING);
  };
  const seenNow = limit - field.value.length;
  seen.textContent = sentence(seenNow);
  seen.toggleAttribute("data-over", seenNow < 0);
  field.addEventListener("input", update);
}

document.querySelectorAll("textarea[data-character-limit]").forEach(addCount);
