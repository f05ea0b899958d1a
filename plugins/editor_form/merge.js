// Three versions of a text become one: what the file holds, what the editor makes of it untouched, what it holds now.

const TOKEN = /\n(?:[ \t]*\n)+|\s+|[\p{L}\p{M}\p{N}]+|./gsu;
const FAR = 1500; // so many differences are no longer looked for one by one

/** Return *file* with the changes that lead from *before* to *now*; where both differ, *now* is right. */
export function merge(file, before, now, { byParagraph = false } = {}) {
  const [theirs, base, ours] = [file, before, now].map(text => text.trimEnd().match(TOKEN) ?? []);
  const kept = changes(base, theirs);
  const made = byParagraph ? wider(changes(base, ours), base) : changes(base, ours);
  return joined(base, theirs, ours, kept, made).join("") + /\s*$/.exec(file)[0];
}

/** Return what leads from *a* to *b*, in order: [start, end] in *a* and [start, end] in *b*. */
export function changes(a, b) {
  let first = 0;
  while (first < a.length && first < b.length && a[first] === b[first]) first++;
  let [endA, endB] = [a.length, b.length];
  while (endA > first && endB > first && a[endA - 1] === b[endB - 1]) [endA, endB] = [endA - 1, endB - 1];
  if (first === endA && first === endB) return [];
  const found = [];
  let [x, y] = [first, first];
  for (const [i, j] of [...shared(a, b, first, endA, endB), [endA, endB]]) {
    if (i > x || j > y) found.push([x, i, y, j]);
    [x, y] = [i + 1, j + 1];
  }
  return found;
}

/** Return the places that stay, between *first* and the ends (Myers, An O(ND) Difference Algorithm, 1986). */
function shared(a, b, first, endA, endB) {
  const [sizeA, sizeB] = [endA - first, endB - first];
  const most = Math.min(sizeA + sizeB, FAR);
  const far = new Int32Array(2 * most + 3); // how far one gets in a, by the diagonal
  const trail = [];
  for (let d = 0; d <= most; d++) {
    trail.push(far.slice(most + 1 - d - 1, most + 1 + d + 2));
    for (let k = -d; k <= d; k += 2) {
      let [x] = step(trail[d], d, k);
      while (x < sizeA && x - k < sizeB && a[first + x] === b[first + x - k]) x++;
      far[most + 1 + k] = x;
      if (x >= sizeA && x - k >= sizeB) return back(trail, x, d, k, first);
    }
  }
  return [];
}

/** Return where step *d* begins on diagonal *k*, and the diagonal that it comes from. */
function step(far, d, k) {
  const [below, above] = [far[k + d], far[k + d + 2]];
  return k === -d || (k !== d && below < above) ? [above, k + 1] : [below + 1, k - 1];
}

function back(trail, end, depth, diagonal, first) {
  const pairs = [];
  let [x, k] = [end, diagonal];
  for (let d = depth; d >= 0; d--) {
    const [start, from] = step(trail[d], d, k);
    for (; x > start; x--) pairs.push([first + x - 1, first + x - 1 - k]);
    [x, k] = [from > k ? start : start - 1, from];
  }
  return pairs.reverse();
}

/** Return *made* so that each change takes in whole paragraphs. */
function wider(made, base) {
  const found = [];
  const isBorder = token => /\n\s*\n/.test(token);
  for (const [a, b, c, d] of made) {
    let [start, end] = [a, b];
    while (start > 0 && !isBorder(base[start - 1])) start--;
    while (end < base.length && !isBorder(base[end])) end++;
    found.push([start, end, c - (a - start), d + (end - b)]);
  }
  return united(found);
}

function united(made) {
  const found = [];
  for (const one of made) {
    const last = found.at(-1);
    if (last && one[0] <= last[1]) [last[1], last[3]] = [Math.max(last[1], one[1]), Math.max(last[3], one[3])];
    else found.push(one);
  }
  return found;
}

function joined(base, theirs, ours, kept, made) {
  const result = [];
  let [at, k, m] = [0, 0, 0];
  while (k < kept.length || m < made.length) {
    const [their, our] = [kept[k], made[m]];
    if (our && their && meet(their, our)) {
      const [nextK, nextM, start, end] = clash(kept, made, k, m);
      result.push(...base.slice(at, start));
      const [open, close] = [made[m], made[nextM - 1]];
      result.push(...ours.slice(open[2] - (open[0] - start), close[3] + (end - close[1])));
      [at, k, m] = [end, nextK, nextM];
    } else {
      const isTheirs = their && (!our || their[1] <= our[0]);
      const [a, b, c, d] = isTheirs ? their : our;
      result.push(...base.slice(at, a), ...(isTheirs ? theirs : ours).slice(c, d));
      [at, k, m] = isTheirs ? [b, k + 1, m] : [b, k, m + 1];
    }
  }
  return [...result, ...base.slice(at)];
}

const meet = (one, other) => one[0] < other[1] && other[0] < one[1];

/** Return the first change after those that meet, on either side, and the span in the base that they take in. */
function clash(kept, made, k, m) {
  let [nextK, nextM] = [k + 1, m + 1];
  let [start, end] = [Math.min(kept[k][0], made[m][0]), Math.max(kept[k][1], made[m][1])];
  for (;;) {
    if (kept[nextK]?.[0] < end) end = Math.max(end, kept[nextK++][1]);
    else if (made[nextM]?.[0] < end) end = Math.max(end, made[nextM++][1]);
    else return [nextK, nextM, start, end];
  }
}
