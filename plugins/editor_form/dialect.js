// Between Markdown as this site reads it (plugins/content/markdown/) and as the editor reads and writes it.

import { sealed, unsealed } from "./directives.js";

const FENCE = /^\s*(`{3,}|~{3,})/;
const POINT = /^( *)(\d+)[.)][ \u00a0]+(?=\S)/;
const ANY_POINT = /^\s*(?:[-*+•·–\uf0b7]|\d{1,3}[.)])\s/;
const MONTHS = "Jan|Feb|M\u00e4r|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez";
const DAY = new RegExp(`^ *\\d+\\. *(?:(?:${MONTHS})\\p{L}*\\b|\\d{1,2}\\.(?: ?\\d|$))`, "u");
const BLOCK = /^\s*(?:[|>#<]|```|~~~)|^\s*(?:[-*_] *){3,}$/;
const QUOTED = /^> ?(?!\s*(?:[>|#<]|[-*+•–·]\s|\d+\\?[.)]\s|$))/;
const ROW = /^\|.*\|\s*$/;
const DIVIDER = /^\|(?: *:?-+:? *\|)+\s*$/;
const BETWEEN_LISTS = "\u200b"; // a paragraph that nobody sees keeps two lists apart in the editor
// In addresses, tags and behind a backslash no sign is emphasis; between letters or digits stars stay stars.
const WORD = "[\\p{L}\\p{M}\\p{N}]";
const STARS = new RegExp(
  `!\\[[^\\]\\n]*\\]\\([^)\\n]*\\)|\\]\\([^)\\n]*\\)|<[^<>\\n]+>|https?://\\S+|\\\\.|(?<=${WORD})\\*+(?=${WORD})`, "gu");
const RUN = /(?:\\?\*)+|(?:\\?_)+/g;
const ESCAPED = /(?:\\\*)+|(?:\\_)+|(?:\\~)+|(?:\\`)+|\\\\/g;

/** Return *text* as the editor has to be given it, so that it shows what the site will show; it *has* these blocks. */
export function forEditor(text, has) {
  const lines = numbered(withoutFences(literal(sealed(text, has).split("\n")), line => line.replace(STARS, escaped)));
  return joinedQuotations(withoutFences(lines, withPlainMarker)).join("\n");
}

const escaped = found => (found.startsWith("*") ? found.replaceAll("*", "\\*") : found);

/** Return *line* with a marker that the editor knows, if it begins a point. */
function withPlainMarker(line, at, lines) {
  if (/^\s*\+\s+\d/.test(line)) return line.replace("+", "\\+");
  const [, rare] = /^\s*([–·]\s)/.exec(line) ?? [];
  const [above = "", below = ""] = [lines[at - 1], lines[at + 1]];
  const isAlone = ![above, below].some(one => one.trimStart().startsWith(rare)) && !above.trimEnd().endsWith(":");
  if (rare && isAlone) return line;
  return line.replace(/^(\s*)[•\uf0b7–·](?=\s+\S)/, "$1-").replace(POINT, (point, indent, number) => `${indent}${number}. `);
}

/** Return *lines* so that no sign of code is markup: the editor knows no fences. */
function literal(lines) {
  const isCode = codeIn(lines);
  return lines.map((line, at) => (isCode[at] && !FENCE.test(line) ? line.replace(/[\\*_~`]/g, "\\$&") : line));
}

/** Return *lines* with the lines of a quotation's paragraph in one, as the site shows it. */
function joinedQuotations(lines) {
  const found = [];
  for (const line of lines) {
    const last = found.at(-1) ?? "";
    if (QUOTED.test(last) && QUOTED.test(line) && !/(?:\\| {2})$/.test(last)) found[found.length - 1] += line.replace(/^> */, " ");
    else found.push(line);
  }
  return found;
}

/** Return *lines*, each changed by *change* unless it stands between fences. */
function withoutFences(lines, change) {
  const isCode = codeIn(lines);
  return lines.flatMap((line, at) => (isCode[at] ? line : change(line, at, lines)));
}

/** Return for each of *lines* whether it is code, or a fence around it. */
function codeIn(lines) {
  let fence = "";
  return lines.map(line => {
    const [, found = ""] = FENCE.exec(line) ?? [];
    const isCode = Boolean(fence || found);
    if (!fence) fence = found;
    else if (found.startsWith(fence)) fence = "";
    return isCode;
  });
}

/** Return *lines* so that a number that begins no point of a list is none for the editor, and two lists stay two. */
function numbered(lines) {
  let last; // the number of the point above, as long as its list goes on
  let isBelow = false;
  return withoutFences(lines, (line, at) => {
    const isBlank = !line.trim();
    const [, , digits] = DAY.test(line) ? [] : POINT.exec(line) ?? [];
    const wasBelow = isBelow;
    if (digits === undefined) {
      if (isBlank) isBelow = false;
      else if (!wasBelow && !/^\s{2}/.test(line)) last = undefined;
      return /^ *\d+\.\s/.test(line) ? line.replace(".", "\\.") : line;
    }
    const number = Number(digits);
    const goesOn = last !== undefined && (wasBelow || number === last + 1);
    if (!goesOn && !beginsList(lines, at, number)) return line.replace(/[.)]/, "\\$&");
    const isOther = last !== undefined && !goesOn;
    [last, isBelow] = [number, true];
    return isOther ? [BETWEEN_LISTS, "", line] : line;
  });
}

function beginsList(lines, at, number) {
  const rest = lines.slice(at + 1);
  const next = rest.findIndex(line => POINT.test(line));
  const between = next < 0 ? [""] : rest.slice(0, next);
  const isNear = between.every((line, i) => !line.trim() || /^\s{2}/.test(line) || i === 0 || between[i - 1].trim());
  const follower = next < 0 || !isNear || DAY.test(rest[next]) ? undefined : Number(POINT.exec(rest[next])[2]);
  if (follower === undefined) return number === 1 && !lines[at - 1]?.trim();
  return follower === number + 1 || (number === 1 && follower === 1) || (next === 0 && follower > number);
}

/** Return what the editor has written as this site reads it: with breaks, heads of tables, and no needless backslash. */
export function fromEditor(text) {
  const blocks = text.replaceAll(BETWEEN_LISTS, "").split(/\n(?:[ \t]*\n)+/);
  let isCode = false;
  return unsealed(blocks
    .map(block => {
      const fences = block.split("\n").filter(line => FENCE.test(line.replaceAll("\\", ""))).length;
      const wasCode = isCode;
      isCode = isCode !== (fences % 2 === 1);
      return wasCode || fences ? block.replace(/\\([*_~`\\])/g, "$1") : withHead(withBreaks(plain(block)));
    })
    .join("\n\n"));
}

/** Return *block* without the backslashes that it does not need. */
function plain(block) {
  const runs = Array.from(block.matchAll(RUN), run => flanked(block, run));
  return block.replace(ESCAPED, (escaped, at) => {
    const bare = escaped.replace(/\\(.)/g, "$1");
    const after = block[at + escaped.length] ?? "\n";
    if (bare[0] === "`") return bare;
    if (bare[0] === "\\") return /[!-/:-@[-`{-~\n]/.test(after) ? escaped : bare;
    if (bare[0] === "~") return bare.length === 1 ? bare : escaped;
    if (/^\n?$/.test(block[at - 1] ?? "") && /\s/.test(after)) return escaped; // it would begin a list, or be a rule
    const run = runs.find(one => one.at === at && one.length === escaped.length);
    const isPaired = run?.opens && runs.some(one => one.at > at && one.closes && one.sign === run.sign);
    return run && !isPaired && !(run.closes && runs.some(one => one.at < at && one.opens && one.sign === run.sign))
      ? bare
      : escaped;
  });
}

/** Return whether a run of stars or underscores may open or close something (plugins/content/markdown/delimiters.py). */
function flanked(block, { 0: run, index: at }) {
  const [left, right] = [kind(block[at - 1]), kind(block[at + run.length])];
  const opens = right === "word" || (right === "other" && left !== "word");
  const closes = left === "word" || (left === "other" && right !== "word");
  const isBoth = opens && closes;
  return {
    at,
    length: run.length,
    sign: run.at(-1),
    opens: isBoth ? left === "other" : opens,
    closes: isBoth ? right === "other" : closes,
  };
}

const kind = (letter = " ") => (/\s/.test(letter) ? "space" : /[\p{P}\p{S}\p{C}]/u.test(letter) ? "other" : "word");

/** Return *block* with a backslash at the end of every line that somebody ended within a paragraph. */
function withBreaks(block) {
  const lines = block.split("\n");
  return lines
    .map((line, at) => {
      const next = lines[at + 1];
      if (!next?.trim() || /\\$| {2}$|>$/.test(line) || BLOCK.test(next) || ANY_POINT.test(next)) return line;
      if (/^#{1,6} /.test(line) || [line, next].some(one => /^https?:\/\/\S+$/.test(one))) return line;
      return /^>/.test(line) || !BLOCK.test(line) ? `${line}\\` : line;
    })
    .join("\n");
}

/** Return *block*, a table of Word's, with the line below its head that makes it one. */
function withHead(block) {
  const lines = block.split("\n");
  if (!lines.every(line => ROW.test(line))) return block;
  const rows = lines.map(line => line.replaceAll(/(?:\\n)+/g, "<br>"));
  const head = rows[0].replace(/(?<!\\)\|\s*$/, "").split(/(?<!\\)\|/).slice(1);
  if (!rows.some(row => DIVIDER.test(row))) rows.splice(1, 0, `|${head.map(() => " --- |").join("")}`);
  return rows.join("\n");
}

/** Return *text* for comparing what two texts show in the editor. */
export const shown = text =>
  text
    .replace(/[ \\]*\n/g, "\n")
    .replace(/^\|(?: *:?-+:? *\|)+\n?/gm, "")
    .replace(/\n{2,}/g, "\n\n")
    .trim();
