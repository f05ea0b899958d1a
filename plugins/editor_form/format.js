// The files as the site reads them: every value stays the text that was written, and what is empty is left out.

import { parse, stringify } from "./program/yaml/index.js";

const PARTS = /^\uFEFF?---[ \t]*\n([\s\S]*?)(?:^|\n)---[ \t]*(?:\n([\s\S]*))?$/;
// eslint-disable-next-line no-control-regex -- the site refuses them, and nobody sees them
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/g;
const BLANK = /[\u0085\u2028\u2029]/g; // of these, what stands between two words
const EDGES = "_edges"; // a value of an entry that is in no file: what stands around the text

/** Give Sveltia our way to read and write; *unwritten* holds values that are meant where nothing is written. */
export function format(CMS, collections, unwritten) {
  const flags = new Set(flagsOf(collections.flatMap(one => one.fields)));
  CMS.registerCustomFormat("yaml-frontmatter", "md", {
    fromFile: text => ({ ...unwritten, ...read(text, flags) }),
    toFile: entry => written(without(entry, unwritten)),
  });
}

function without(entry, unwritten) {
  return Object.fromEntries(Object.entries(entry).filter(([key, value]) => unwritten[key] !== value));
}

function* flagsOf(fields) {
  for (const field of fields) {
    if (field.widget === "boolean") yield field.name;
    if (field.fields) yield* flagsOf(field.fields);
  }
}

/** Return the values of a file, its text as `body`. YAML's failsafe schema guesses nothing: 01067 stays 01067. */
export function read(text, flags) {
  const [, front, body = ""] = PARTS.exec(text.replace(/\r\n?/g, "\n")) ?? [];
  if (front === undefined) throw new Error("no front matter");
  const values = parse(front, (key, value) => (flags.has(key) ? value === "true" : value), { schema: "failsafe" });
  return { ...posters(values, unfolded), body: body.replace(/^\n+/, ""), ...edgesOf(body, text) };
}

/** Return *values* with *change* done to the picture of each embed: in a file, one without words may be its path alone. */
function posters(values, change) {
  if (!Array.isArray(values.embeds)) return values;
  return { ...values, embeds: values.embeds.map(one => (one?.poster ? { ...one, poster: change(one.poster) } : one)) };
}

const unfolded = poster => (typeof poster === "string" ? { src: poster, decorative: true } : poster);
const folded = poster => (poster.decorative && !poster.alt && !poster.credit && !poster.caption && !poster.focus ? poster.src : poster);

/** Return what Sveltia would take off a text, so that it can be put back, unless it is what we write ourselves. */
function edgesOf(body, file) {
  const [, lead, text, tail] = /^(\s*)([^]*?)(\s*)$/.exec(body);
  const end = file.includes("\r\n") && !/(?<!\r)\n/.test(file) ? "\r\n" : "\n";
  const unseen = text.search(UNSEEN) >= 0;
  const isUsual = `${lead}|${tail}` === (text ? "\n|\n" : "|") && end === "\n" && !unseen;
  return isUsual ? {} : { [EDGES]: JSON.stringify({ lead, first: firstLine(text), tail, end, unseen }) };
}

/** Return the file of an entry. */
export function written({ body, [EDGES]: edges, ...front }) {
  const { end = "\n", ...around } = JSON.parse(edges || "{}");
  const file = `---\n${stringify(filled(posters(front, folded)) ?? {}, { lineWidth: 0 })}---\n${framed(body ?? "", around)}`;
  return file.replaceAll("\n", end);
}

/** Return the lines below the front matter: a text and what stood around it. */
function framed(body, { lead = "", first = "", tail, unseen }) {
  const text = (unseen ? body : seen(body)).trim();
  if (!text) return first ? "" : lead;
  if (!first) return `\n${text}\n`;
  return (firstLine(text) === first ? lead : lead.replace(/[^\n]+$/, "")) + text + tail;
}

const seen = text => text.replace(BLANK, " ").replace(UNSEEN, "");
const firstLine = text => text.trim().split("\n", 1)[0];

/** Return *value* without what is empty in it, or nothing; only the text of a mere decoration may be empty. */
function filled(value) {
  if (typeof value === "string") return seen(value).trim() || undefined;
  if (Array.isArray(value)) {
    const entries = value.map(filled).filter(one => one !== undefined);
    return entries.length ? entries : undefined;
  }
  if (!value || typeof value !== "object") return value || undefined;
  const pairs = Object.entries(value)
    .map(([key, one]) => [key, key === "alt" && value.decorative ? filled(one) ?? "" : filled(one)])
    .filter(([, one]) => one !== undefined);
  return pairs.length ? Object.fromEntries(pairs) : undefined;
}
