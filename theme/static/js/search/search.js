// The search on its page: what is asked for stands in the form and in the address, what is found below it.

const field = form.elements.q;
const choices = [...form.querySelectorAll("select")];
const status = document.querySelector(".search-status");
const section = document.querySelector(".search-results");
const [hits, more, suggestion, unfiltered, hints] = ["hits", "more", "suggestion", "unfiltered", "hints"].map((part) =>
  section.querySelector(`.search-${part}`),
);
const jumps = document.querySelector(".jumps");
const labels = new Map(choices.flatMap(({ options }) => [...options]).map((option) => [option, option.text]));
const { title } = document;
const PAUSE = 300; // milliseconds without a key, before what was typed is looked for

let latest = 0; // the newest of the searches; what the others find is no longer asked for
let pause;

/** Write into each choice how many results it would leave. */
async function count({ ask }, filters) {
  for (const { name, options } of choices) {
    const { [name]: _, ...others } = filters;
    const counts = ask ? (await ask(others)).filters[name] : {};
    for (const option of options) {
      const number = counts?.[option.value];
      option.text = labels.get(option) + (number === undefined ? "" : ` (${number})`);
    }
  }
}

/** Say the sentence *name*, with what belongs into it. */
function say(name, values = {}) {
  const sentence = status.dataset[name] ?? "";
  status.textContent = sentence.replace(/\{(\w)\}/g, (_, key) => values[key]);
}

/** Return what was asked for as a sentence names it. */
const inWords = (q) =>
  q ? status.dataset.quoted.replace("{q}", () => q.replace(quotes, "")) : status.dataset.chosen;

/** Show the next results, and return the first of them. */
async function show(results, turn) {
  const next = results.slice(hits.children.length, hits.children.length + STEP);
  const items = (await Promise.all(next.map((result) => result.data()))).map(entry);
  if (turn !== latest) return null;
  hits.append(...items);
  more.hidden = hits.children.length >= results.length;
  more.firstElementChild.onclick = async ({ target }) => {
    target.onclick = null; // once: what comes brings the next
    const item = await show(results, turn);
    item?.querySelector("a").focus();
    if (item) say("shown", { n: hits.children.length, m: results.length });
  };
  return items[0];
}

/** Offer another spelling, if it finds something, and the other ways on where *isLost*. */
async function assist(term, filters, isLost, turn) {
  unfiltered.hidden = !isLost || !term || !Object.keys(filters).length;
  unfiltered.firstElementChild.href = addressOf(term);
  hints.hidden = !isLost;
  const better = corrected(term, await knownWords());
  if (better === term || !(await find(better, {})).results.length || turn !== latest) return;
  const link = suggestion.querySelector("a");
  link.textContent = better;
  link.href = addressOf(better);
  suggestion.hidden = false;
}

/** Return the words of the German pages; none if they cannot be fetched, for this is only a help. */
async function knownWords() {
  try {
    const answer = await fetch(`${form.dataset.indexes}${languages[0]}/words.txt`);
    return answer.ok ? (await answer.text()).trim().split("\n") : [];
  } catch {
    return [];
  }
}

const addressOf = (term) => `?${new URLSearchParams({ q: term })}`;

/** Return what the form asks for. */
function asked() {
  const entries = [...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value);
  return Object.fromEntries(entries);
}

/** Look for what the form asks for, and show it. */
async function search() {
  clearTimeout(pause);
  const turn = ++latest;
  const { q = "", ...filters } = asked();
  const idle = !q && !Object.keys(filters).length;
  document.title = q ? `${q} \u2013 ${title}` : title;
  jumps.hidden = !idle;
  if (idle) {
    section.hidden = true;
    say("");
    return;
  }
  section.hidden = false; // at once, before the browser shows the page: what comes later moves nothing
  section.setAttribute("aria-busy", "true");
  if (!engines[languages[0]]) say("wait");
  try {
    const found = await find(q, filters);
    if (turn !== latest) return;
    await count(found, filters);
    if (turn !== latest) return;
    const { length } = found.results;
    hits.replaceChildren();
    for (const part of [more, suggestion, unfiltered, hints]) part.hidden = true;
    await show(found.results, turn);
    if (turn !== latest) return;
    const sentence = found.isDoubtful ? "partly" : found.isLoose ? "loose" : (["none", "one"][length] ?? "many");
    say(sentence, { n: length, q: inWords(q) });
    if (!length || found.isDoubtful) await assist(q, filters, !length, turn);
  } catch {
    forget();
    if (turn !== latest) return;
    section.hidden = true;
    say("failed");
  } finally {
    if (turn === latest) section.removeAttribute("aria-busy");
  }
}

/** Keep in the address what is asked for, so that it can be sent, and found again on the way back. */
function remember(method) {
  const query = new URLSearchParams(asked()).toString();
  if (query !== location.search.slice(1)) history[method](null, "", query ? `?${query}` : location.pathname);
}

/** Put into the form what the address asks for. */
function restore() {
  const query = new URLSearchParams(location.search);
  for (const control of [field, ...choices]) {
    control.value = query.get(control.name) ?? "";
    if (control.selectedIndex === -1) control.value = "";
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  remember("pushState");
  if (matchMedia("(pointer: coarse)").matches) field.blur(); // the keys on the screen would cover the results
  search();
});
field.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(() => {
    if (field.value.trim().length === 1) return;
    remember("replaceState");
    search();
  }, PAUSE);
});
for (const choice of choices) {
  choice.addEventListener("change", () => {
    remember("pushState");
    search();
  });
}
addEventListener("popstate", () => {
  restore();
  search();
});
restore();
if (Object.keys(asked()).length) search();
