// Reloads the page when the site was built anew, and shows problems in front of the last good one.
const news = new EventSource("/.vorschau/news");
let panel;

news.addEventListener("reload", () => location.reload());
news.addEventListener("ready", () => show([]));
news.addEventListener("problems", (event) => show(JSON.parse(event.data)));

function show(problems) {
  panel?.remove();
  panel = undefined;
  if (!problems.length) return;
  panel = document.createElement("dialog");
  panel.setAttribute("aria-label", document.documentElement.lang ? "Hinweise der Vorschau" : "");
  Object.assign(panel.style, {
    position: "fixed", insetBlock: "auto 0", insetInline: "0", margin: "0", inlineSize: "100%", maxInlineSize: "none",
    maxBlockSize: "60vh", overflow: "auto", zIndex: "9", padding: "1rem", border: "0",
    borderBlockStart: "4px solid #b8381b", background: "#17211f", color: "#faf8f3",
  });
  for (const problem of problems) {
    const text = document.createElement("pre");
    text.textContent = problem;
    Object.assign(text.style, { whiteSpace: "pre-wrap", margin: "0 0 1rem" });
    panel.append(text);
  }
  document.body.append(panel);
  panel.show();
}
