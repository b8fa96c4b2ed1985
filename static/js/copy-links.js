// "Copy titles and links": puts what the list shows on the clipboard, one line each, to paste into a message.
const list = document.querySelector("[data-copy-list]");
const button = document.querySelector("button[data-copy-links]");
const status = document.querySelector("[data-copy-status]");
if (list && button && navigator.clipboard) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const links = [...list.querySelectorAll("a[data-copy-link]")];
    const lines = links.map((link) => `${link.textContent.trim()}\n${link.href}`);
    try {
      await navigator.clipboard.writeText(lines.join("\n\n"));
      status.textContent = `Copied ${lines.length === 1 ? "one link" : `${lines.length} links`}.`;
    } catch {
      status.textContent = "Your browser did not allow copying.";
    }
  });
}
