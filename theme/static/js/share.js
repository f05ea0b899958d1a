// Sharing a page: what only a script can do. The links beside it need none.

for (const box of document.querySelectorAll(".share")) {
  const { url, title } = box.dataset;
  const status = box.querySelector("[role=status]");
  const ways = {
    copy: () => navigator.clipboard.writeText(url).then(() => (status.textContent = status.dataset.copied)),
    sheet: () => navigator.share({ url, title }),
  };
  for (const button of box.querySelectorAll("button")) {
    button.hidden = button.value === "sheet" ? !navigator.share : !navigator.clipboard;
    button.addEventListener("click", () => {
      status.textContent = "";
      ways[button.value]().catch((reason) => {
        if (reason.name !== "AbortError") status.textContent = status.dataset.failed;
      });
    });
  }
}
