// Words of the search: how else one may be spelt, and which known one a misspelt one may have meant.

const quotes = /["„“”‟«»]/g;
const quoted = /["„“”‟«»]/;

/** Return the spellings to try, one after the other: as it stands, without quotation marks, with umlauts. */
function spellings(term) {
  const plain = term.replace(quotes, '"');
  const bare = plain.replaceAll('"', " ").trim();
  return new Set([plain, bare, bare.replace(/[aou]e/gi, (pair) => `${pair[0]}\u0308`.normalize())]);
}

/** Return what remains of a word when case, umlauts and their other spelling do not count. */
const folded = (word) =>
  word.toLowerCase().replaceAll("\u00df", "ss").normalize("NFD").replace(/\p{M}/gu, "").replace(/([aou])e/g, "$1");

/** Return how many letters are missing, too many, wrong or exchanged with their neighbour. */
function distance(one, other) {
  const rows = [[...other, ""].map((_, at) => at)];
  for (let i = 1; i <= one.length; i++) {
    rows[i] = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
    }
  }
  return rows[one.length][other.length];
}

/** Return the words of *term*. */
const wordsIn = (term) => term.match(/[\p{L}\p{N}]+/gu) ?? [];

/** Return whether *other*, folded, holds *word*, whose ending may be another. */
function resemble(word, other) {
  const wanted = folded(word);
  return other.includes(wanted.slice(0, Math.max(3, wanted.length - 3)));
}

/** Return the known word that is *word* or holds it, else the one that is nearest; *word* itself if there is none. */
function nearest(word, known) {
  const wanted = folded(word);
  if (wanted.length < 4) return word;
  const within = known.find(([, form]) => form.startsWith(wanted)) ?? known.find(([, form]) => form.includes(wanted));
  if (within) return within[1].startsWith(wanted) ? word : within[0];
  let best = word;
  let least = wanted.length < 6 ? 2 : 3;
  for (const [candidate, form] of known) {
    if (Math.abs(form.length - wanted.length) >= least) continue;
    const steps = distance(wanted, form);
    if (steps < least) [best, least] = [candidate, steps];
  }
  return best;
}

/** Return *term* with each word as one of *words*, of which the first are the most frequent. */
function corrected(term, words) {
  const known = words.map((word) => [word, folded(word)]);
  return term.replace(/\p{L}+/gu, (word) => nearest(word, known));
}
