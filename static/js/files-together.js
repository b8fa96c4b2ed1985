// Says before anything is sent when the files chosen in a form are too many, one of them is too large
// or all are too much for one request, so that nothing that was chosen or typed is lost. The server
// refuses such a request unread.
for (const form of document.querySelectorAll("form[data-most-bytes]")) {
  const { mostBytes, mostFileBytes, mostFiles } = form.dataset;
  const inputs = [...form.querySelectorAll("input[type=file]")];
  const complaint = form.querySelector("[data-too-much]");
  const { tooLarge, tooMany, tooMuch } = complaint.dataset;
  const inMegabytes = (bytes) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

  const fault = (files) => {
    const bytes = files.reduce((sum, file) => sum + file.size, 0);
    const large = files.find((file) => file.size > Number(mostFileBytes));
    if (large) return `“${large.name}” has ${inMegabytes(large.size)}. ${tooLarge}`;
    if (files.length > Number(mostFiles)) return `These are ${files.length} files. ${tooMany}`;
    if (bytes > Number(mostBytes)) return `The ${files.length} files together have ${inMegabytes(bytes)}. ${tooMuch}`;
    return "";
  };

  const look = () => {
    complaint.textContent = fault(inputs.flatMap((input) => [...input.files]));
    complaint.hidden = complaint.textContent === "";
    return !complaint.hidden;
  };

  inputs.forEach((input) => input.addEventListener("change", look));
  form.addEventListener("submit", (event) => {
    if (look()) {
      event.preventDefault();
      complaint.focus();
    }
  });
}
