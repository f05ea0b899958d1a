// The files as the site reads them: every value stays the text that was written, and what is empty is left out.

import { parse, stringify } from "./program/yaml/index.js";

const PARTS = /^\uFEFF?---[ \t]*\n([\s\S]*?)(?:^|\n)---[ \t]*(?:\n([\s\S]*))?$/;
// eslint-disable-next-line no-control-regex -- the site refuses them, and nobody sees them
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/g;
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
  const [, front, body = ""] = PARTS.exec(text) ?? [];
  if (front === undefined) throw new Error("no front matter");
  const values = parse(front, (key, value) => (flags.has(key) ? value === "true" : value), { schema: "failsafe" });
  return { ...values, body: body.replace(/^\n+/, ""), ...edgesOf(body) };
}

/** Return what Sveltia would cut off a text, so that it can be put back, unless it is what we write ourselves. */
function edgesOf(body) {
  const [lead, tail] = [/^\s*/.exec(body)[0], body.trim() && /\s*$/.exec(body)[0]];
  const isUsual = body.trim() ? lead === "\n" && tail === "\n" : !body;
  const edges = { lead, tail, first: firstLine(body), unseen: body.match(UNSEEN) !== null };
  return isUsual && !edges.unseen ? {} : { [EDGES]: JSON.stringify(edges) };
}

const firstLine = text => text.trim().split("\n", 1)[0];

/** Return the lines below the front matter; *edges* are those that were read, if there are any. */
function framed(body, edges) {
  const { lead, tail, first, unseen } = JSON.parse(edges || '{"lead": "\\n", "tail": "\\n"}');
  const text = (unseen ? body : body.replace(UNSEEN, "")).trim();
  if (!text) return edges && !first ? lead : "";
  if (edges && !first) return `\n${text}\n`;
  return (firstLine(text) === first ? lead : lead.replace(/[^\n]+$/, "")) + text + tail;
}

/** Return the file of an entry. */
export function written({ body, [EDGES]: edges, ...front }) {
  return `---\n${stringify(filled(front) ?? {}, { lineWidth: 0 })}---\n${framed(body ?? "", edges)}`;
}

/** Return *value* without what is empty in it, or nothing; only the text of a mere decoration may be empty. */
function filled(value) {
  if (typeof value === "string") return value.replace(UNSEEN, "").trim() || undefined;
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
