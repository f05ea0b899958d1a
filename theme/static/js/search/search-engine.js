// The engine of the search: Pagefind's index for each language, fetched when it is first asked.

const form = document.querySelector("form.search");
const languages = form.dataset.languages.split(" ");
const shards = form.dataset.shards?.split(" ") ?? []; // parts of an index that is too large for one
const engines = {};
const STEP = 10; // results at a time
let tries = 0;

/** Return the engine for *language*. Without its worker: that would run outside the policy of this page. */
async function load(language) {
  const retry = tries ? `?${tries}` : ""; // a module that failed once is not fetched again under its name
  const engine = await import(`${form.dataset.indexes}${language}/pagefind.js${retry}`);
  await engine.options({ noWorker: true });
  const parts = shards.filter((shard) => shard.startsWith(`${language}/`));
  await Promise.all(parts.map((part) => engine.mergeIndex(`${form.dataset.indexes}${part}/`)));
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
      const ask = (narrowed) => engine.search(spelling, { filters: narrowed });
      const { results } = await ask(filters);
      const isLoose = quoted.test(term) && !quoted.test(spelling);
      const found = { results, ask, isLoose };
      const shown = await Promise.all(results.slice(0, STEP).map((result) => result.data()));
      const [asked, known] = [wordsIn(term), shown.flatMap(wordsFound)];
      const strange = asked.filter((word) => !known.some((other) => resemble(word, other)));
      if (results.length && !strange.length) return found;
      if (strange.length < asked.length) doubtful ??= { ...found, isDoubtful: true };
    }
  }
  return doubtful ?? { results: [] };
}

/** Return the words for which a result was found, in its text or in what is told of it. */
function wordsFound({ content, locations, meta }) {
  const words = content.split(/\s+/);
  return [...locations.map((at) => words[at] ?? ""), ...Object.values(meta)].map(folded);
}
