// The engine of the search: Pagefind's index for each language, fetched when it is first asked.

const form = document.querySelector("form.search");
const languages = form.dataset.languages.split(" ");
const shards = form.dataset.shards?.split(" ") ?? []; // parts of an index that is too large for one
const engines = {};
const STEP = 10; // results at a time
let tries = 0;

/** Return the parts of the index for *language*, "" for the main one: the folders in it. */
const partsOf = (language) => [
  "",
  ...shards.filter((shard) => shard.startsWith(`${language}/`)).map((shard) => shard.slice(language.length + 1)),
];

/** Return the engine for *language*. Without its worker: that would run outside the policy of this page. */
async function load(language) {
  const retry = tries ? `?${tries}` : ""; // a module that failed once is not fetched again under its name
  const folder = `${form.dataset.indexes}${language}/`;
  const [main, ...others] = partsOf(language);
  const engine = await import(`${folder}pagefind.js${retry}`);
  await engine.options({ noWorker: true, ...(others.length && { mergeFilter: { part: main } }) });
  await engine.search(""); // waits for the program, without which mergeIndex would wait for ever
  await Promise.all(others.map((part) => engine.mergeIndex(`${folder}${part}/`, { mergeFilter: { part } })));
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
      if (within && results.length && !strange.length) return found;
      if (strange.length < asked.length) doubtful ??= { ...found, isDoubtful: true };
    }
  }
  return doubtful ?? { results: [] };
}

/**
 * Return the filter for those parts of an index that know every word of *spelling*, null if none does. Pagefind shortens
 * a word in each part that does not know it, so that a rare one would be found where it never stood.
 */
async function narrowed(engine, language, spelling) {
  const parts = partsOf(language);
  if (parts.length === 1 || !spelling || quoted.test(spelling)) return {};
  const asked = wordsIn(spelling);
  const exact = await Promise.all(asked.map(async (word) => (await engine.search(`"${word}"`)).filters.part ?? {}));
  const know = await Promise.all(
    parts.map(async (part) => {
      if (exact.every((counts) => counts[part])) return true;
      const { results } = await engine.search(spelling, { filters: { part } });
      return results.length > 0 && !strangeIn(asked, [await results[0].data()]).length;
    }),
  );
  const any = parts.filter((_, at) => know[at]);
  return any.length ? { part: { any } } : null;
}

/** Return those of the words *asked* for that none of the results *shown* was found for. */
function strangeIn(asked, shown) {
  const known = shown.flatMap(wordsFound);
  return asked.filter((word) => !known.some((other) => resemble(word, other)));
}

/** Return the words for which a result was found, in its text or in what is told of it. */
function wordsFound({ content, locations, meta }) {
  const words = content.split(/\s+/);
  return [...locations.map((at) => words[at] ?? ""), ...Object.values(meta)].map(folded);
}
