// Narrows a long list while one types: rows that do not hold the words are hidden, groups with hits
// open. Without this script the whole list is there, in groups that open by their own button.
const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");

for (const list of document.querySelectorAll("[data-filter-list]")) {
  const box = list.querySelector("[data-filter-box]");
  const input = box.querySelector("input");
  const status = box.querySelector("[data-filter-status]");
  const groups = [...list.querySelectorAll("[data-filter-group]")];
  const wasOpen = new Map(groups.map((group) => [group, group.open]));

  const narrow = () => {
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const group of groups) {
      let here = 0;
      for (const row of group.querySelectorAll("[data-filter-row]")) {
        const text = fold(row.querySelector("label").textContent);
        row.hidden = !words.every((word) => text.includes(word));
        here += row.hidden ? 0 : 1;
      }
      group.hidden = words.length > 0 && here === 0;
      group.open = words.length > 0 ? here > 0 : wasOpen.get(group);
      found += here;
    }
    status.textContent = words.length ? `${found} found` : "";
  };

  // Enter looks for a topic here; it does not send the form.
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  input.addEventListener("input", narrow);
  box.hidden = false;
}
