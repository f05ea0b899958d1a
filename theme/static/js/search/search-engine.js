// The engine of the search: Pagefind's index for each language, fetched when it is first asked.

const form = document.querySelector("form.search");
const languages = form.dataset.languages.split(" ");
const shards = form.dataset.shards?.split(" ") ?? []; // parts of an index that is too large for one
const engines = {};
const STEP = 10; // results at a time
let tries = 0;

/** Return the parts of the index for *language*: their folders, beginning with the main one. */
const partsOf = (language) => [language, ...shards.filter((shard) => shard.startsWith(`${language}/`))];

/** Return the engine for *language*. Without its worker: that would run outside the policy of this page. */
async function load(language) {
  const retry = tries ? `?${tries}` : ""; // a module that failed once is not fetched again under its name
  const { indexes } = form.dataset;
  const [part, ...others] = partsOf(language);
  const engine = await import(`${indexes}${language}/pagefind.js${retry}`);
  await engine.options({ noWorker: true, mergeFilter: { part } });
  await engine.search(""); // waits for the program, without which mergeIndex would wait for ever
  await Promise.all(others.map((part) => engine.mergeIndex(`${indexes}${part}/`, { mergeFilter: { part } })));
  await engine.filters(); // without them no result would be counted for a choice
  return engine;
}

function engineFor(language) {
  engines[language] ??= load(language).catch((reason) => {
    forget();
    throw reason;
  });
  return engines[language];
}

function forget() {
  tries += 1;
  for (const language of languages) delete engines[language];
}

/**
 * Return what is found in the first language and spelling that says everything asked for; else the best of the others,
 * as `isDoubtful`. Pagefind shortens a word that it does not know until it finds something: most of that nobody meant.
 * `isLoose` is what is found only without the quotation marks.
 */
async function find(term, filters) {
  let doubtful;
  for (const language of languages.filter((one) => !filters.sprache || one === filters.sprache.split("-")[0])) {
    const engine = await engineFor(language);
    for (const spelling of term ? spellings(term) : [null]) {
      const within = await narrowed(engine, language, spelling);
      const ask = (chosen) => engine.search(spelling, { filters: { ...chosen, ...within } });
      const { results } = await ask(filters);
      const isLoose = quoted.test(term) && !quoted.test(spelling);
      const found = { results, ask, isLoose };
      const shown = await Promise.all(results.slice(0, STEP).map((result) => result.data()));
      const asked = wordsIn(term);
      const strange = strangeIn(asked, shown);
      if (within && results[0] && !strange[0]) return found;
      if (strange.length < asked.length) doubtful ??= { ...found, isDoubtful: true };
    }
  }
  return doubtful ?? { results: [] };
}

/**
 * Return the filter for those parts of an index that know every word of *spelling*, none if none does. Pagefind shortens
 * a word in each part that does not know it, so that a rare one would be found where it never stood.
 */
async function narrowed(engine, language, spelling) {
  const parts = partsOf(language);
  if (!parts[1] || !spelling || quoted.test(spelling)) return {};
  const know = parts.map(async (part) => {
    const [best] = (await engine.search(spelling, { filters: { part } })).results;
    return best && !strangeIn(wordsIn(spelling), [await best.data()])[0] ? part : [];
  });
  const any = (await Promise.all(know)).flat();
  return any[0] && { part: { any } };
}

/** Return those words *asked* for that none of the results *shown* was found for, in its text or what is told of it. */
function strangeIn(asked, shown) {
  const known = shown.flatMap(({ content, locations, meta }) => {
    const words = content.split(/\s+/);
    return [...locations.map((at) => words[at] ?? ""), ...Object.values(meta)].map(folded);
  });
  return asked.filter((word) => !known.some((other) => resemble(word, other)));
}
