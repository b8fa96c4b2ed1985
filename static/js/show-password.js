// Adds a button to every password field that shows what is in it, and hides it again before sending.
const fields = document.querySelectorAll("input[type=password]");
for (const field of fields) {
  const frame = document.createElement("div");
  const button = document.createElement("button");
  frame.className = "password";
  button.type = "button";
  button.className = "button button--small button--secondary password__switch";
  button.setAttribute("aria-controls", field.id);
  const show = (shown) => {
    field.type = shown ? "text" : "password";
    button.textContent = shown ? "Hide" : "Show";
    button.setAttribute("aria-label", `${button.textContent} the password`);
  };
  field.replaceWith(frame);
  frame.append(field, button);
  field.setAttribute("autocapitalize", "none");
  field.spellcheck = false;
  show(false);
  button.addEventListener("click", () => {
    show(field.type === "password");
    field.focus();
  });
  // A browser keeps what was typed into a field of text; this one must be a password again.
  field.form?.addEventListener("submit", () => show(false));
}
