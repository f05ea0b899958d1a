// Reloads the page when it shows something else now, and tells over it what is to be put right.
// It is part of the preview only; every sentence stands in templates/panel.html.

const KEPT = "vorschau"; // in sessionStorage, from one reload to the next and no longer
const panel = document.querySelector("vorschau-panel");
const root = panel.shadowRoot;
const find = (selector) => root.querySelector(selector);
let news;
let texts = []; // what is to be put right, as it would be printed

restore();
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button.dataset.copy));
}
find("[value=copy-all]").addEventListener("click", () => copy(texts.join("\n\n")));
find("[value=fold]").addEventListener("click", ({ target }) => {
  const list = find("#list");
  list.hidden = !list.hidden;
  target.setAttribute("aria-expanded", String(!list.hidden));
});
// Browsers keep few connections to one host: only pages that are seen hold one.
document.addEventListener("visibilitychange", follow);
addEventListener("pagehide", () => news?.close());
addEventListener("pageshow", follow);
follow();

function follow() {
  news?.close();
  if (document.hidden) return;
  news = new EventSource(`/.vorschau/news?seite=${encodeURIComponent(panel.dataset.page)}`);
  news.addEventListener("message", ({ data }) => take(JSON.parse(data)));
  news.addEventListener("error", () => phase("gone"));
}

function take(state) {
  if (state.stand !== panel.dataset.stand) return reload();
  phase(state.phase);
  trouble(state.errors);
  hints(state.hints, state.warnings);
}

/** Load the page again, and remember what its reader has done to it. */
function reload() {
  news.close();
  const loaded = [...document.querySelectorAll("consent-embed[loaded]")].map((embed) => embed.getAttribute("src"));
  sessionStorage.setItem(KEPT, JSON.stringify({ page: location.pathname, x: scrollX, y: scrollY, loaded }));
  location.reload();
}

/** Bring back what was loaded once, which counts for this visit to the page, and the place that was read. */
function restore() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  sessionStorage.removeItem(KEPT);
  if (kept?.page !== location.pathname) return;
  const scroll = () => scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
  scroll();
  addEventListener("load", scroll);
  customElements.whenDefined("consent-embed").then(() => {
    for (const embed of document.querySelectorAll("consent-embed:not([loaded])")) {
      if (kept.loaded.includes(embed.getAttribute("src"))) embed.once();
    }
    scroll();
  });
}



function trouble(errors) {
  const before = texts.join("\n");
  texts = errors.map(asText);
  find(".trouble").hidden = !errors.length;
  if (texts.join("\n") === before) return;
  count(find("#title"), errors.length);
  find("#list").replaceChildren(...errors.map(entry));
}

/** Show what could be better on this page, and how much on all pages, which may be elsewhere alone. */
function hints(found, all) {
  count(find(".mark"), found.length);
  count(find(".total"), all > found.length ? all : 0);
  find(".dot").hidden = !found.length;
  find(".hints").replaceChildren(...found.map(entry));
}

function entry(problem) {
  const item = find(".entry").content.cloneNode(true);
  item.querySelector("code").textContent = `${problem.file}:${problem.line}`;
  item.querySelector(".message").textContent = problem.message;
  item.querySelector(".remedy").textContent = `→ ${problem.remedy}`;
  const button = item.querySelector("button");
  button.setAttribute("aria-label", `${button.textContent}: ${problem.file}:${problem.line}`);
  button.addEventListener("click", () => copy(asText(problem)));
  return item;
}

function asText({ file, line, message, remedy }) {
  return `${file}:${line}: ${message}\n  → ${remedy}`;
}

function count(element, number) {
  const { one, many } = element.dataset;
  element.textContent = number === 0 ? "" : number === 1 ? one : many.replace("{}", number);
}

function phase(name) {
  const line = find(".phase");
  line.textContent = line.dataset[name] ?? "";
}

async function copy(text) {
  const status = find(".status");
  try {
    await navigator.clipboard.writeText(text);
    status.textContent = status.dataset.copied;
  } catch {
    status.textContent = status.dataset.refused;
  }
  setTimeout(() => (status.textContent = ""), 4000);
}
