// One result of the search: built from text alone, whatever the index holds.

const template = document.querySelector(".search-hit-template");
const AROUND = 32; // words of a text that are shown,
const BEFORE = 6; // and of these so many before the first that was looked for
const MOST = 300; // places of a text among which the best are looked for
const PARTS = 3; // places on its page that a result leads to

const edges = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/u;
const core = (word) => word.match(edges)[2].toLowerCase();

/** Put *words* into *place* as text, those marked that *isFound*, without the signs around them. */
function write(place, words, isFound) {
  words.forEach((word, at) => {
    const [, before, inner, after] = word.match(edges);
    const marked = inner && isFound(word, at);
    const mark = marked ? document.createElement("mark") : inner;
    if (marked) mark.textContent = inner;
    place.append(before, mark, after, " ");
  });
}

/** Return where the part of a text begins that holds most of the places *found*, not before *first*. */
function densest(found, first) {
  const places = found.filter((at) => at >= first).slice(0, MOST);
  const within = (start) => places.filter((at) => at >= start && at < start + AROUND - BEFORE).length;
  const start = places.reduce((best, at) => (within(at) > within(best) ? at : best), places[0] ?? first);
  return Math.max(first, start - BEFORE);
}

/** Return the entry of one result. */
function entry({ url, content, locations, meta, filters, sub_results: parts }) {
  const item = template.content.firstElementChild.cloneNode(true);
  const [kind, day, language, link, text, list] = ["kind", "day", "language", "title > a", "text", "parts"].map((part) =>
    item.querySelector(`.search-hit-${part}`),
  );
  const words = content.split(/\s+/);
  const heading = meta.title.split(/\s+/);
  const found = new Set(locations.map((at) => core(words[at] ?? "")));
  kind.textContent = filters.art;
  if (meta.tag) day.append(timeOf(meta.tag));
  link.href = url;
  link.textContent = "";
  write(link, heading, (word) => found.has(core(word)));
  const first = heading.every((word, at) => core(word) === core(words[at] ?? "")) ? heading.length : 0;
  const start = densest(locations, first);
  if (start > first) text.append("\u2026 ");
  write(text, words.slice(start, start + AROUND), (_, at) => locations.includes(start + at));
  if (start + AROUND < words.length) text.append("\u2026");
  list.append(...(locations.length ? parts.filter(({ anchor }) => anchor).slice(0, PARTS) : []).map(placeOf));
  list.hidden = !list.firstChild;
  const [tongue] = filters.sprache;
  if (tongue !== document.documentElement.lang) {
    for (const part of [link, text, ...list.children]) part.lang = tongue;
    language.textContent = [...labels].find(([option]) => option.value === tongue)?.[1] ?? "";
  }
  return item;
}

function timeOf(day) {
  const time = document.createElement("time");
  time.dateTime = day;
  time.textContent = new Date(day).toLocaleDateString(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });
  return time;
}

/** Return a list entry with a link to one place on the page of a result. */
function placeOf({ url, title }) {
  const link = document.createElement("a");
  link.href = url;
  link.textContent = title;
  const item = document.createElement("li");
  item.append(link);
  return item;
}
