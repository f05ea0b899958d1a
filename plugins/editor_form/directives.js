// The directives of a text (`/// hinweis | Titel`): one line each for the editor, which lets it alone, fields for people.
// Names, fields and sentences come from config.json, so from plugins/content/markdown/directives/.

import { level, SHAPES } from "./shapes.js";

const OPENING = /^(\/{3,})[ \t]*([^\s|/][^|/]*?)[ \t]*(?:\|[ \t]*(.*?)[ \t]*)?$/;
const CLOSING = /^(\/{3,})[ \t]*$/;
const CODE = /^\s*(`{3,}|~{3,})/;
const UMLAUTS = { "\u00e4": "ae", "\u00f6": "oe", "\u00fc": "ue", "\u00df": "ss" };
const [BEGIN, END] = ["\uE000", "\uE001"]; // around a sealed directive; for private use, so no text has them
const SEALED = new RegExp(`${BEGIN}[\\w-]+:([\\w-]*)${END}`, "g");
const kinds = new Map(); // by their names without umlauts

/** Tell Sveltia what each of *all* kinds is, and how to read and write it. */
export function directives(CMS, all) {
  for (const kind of all) {
    const { id, label, icon, fields } = kind;
    kinds.set(id, kind);
    CMS.registerEditorComponent({
      id,
      label,
      icon,
      fields,
      trigger: "menuitem",
      pattern: new RegExp(`^${BEGIN}${id}:(?<sealed>[\\w-]*)${END}$`, "m"), // for its m Sveltia takes it for a block
      fromBlock: ({ groups }) => parse(decode(groups.sealed))?.values ?? {},
      toBlock: values => seal(id, write(kind, values)),
      toPreview: () => "",
    });
  }
}

/** Return *text* with a line for each directive that fields can carry, if the editor *has* them; others stay typed. */
export function sealed(text, has = () => true) {
  const [lines, found] = [text.split("\n"), []];
  const alone = (line, next) => found.push(...(found.at(-1)?.trim() ? [""] : []), line, ...(next?.trim() ? [""] : []));
  const [carried, fences] = [new Map(), new Set()];
  for (const { first, last, source } of find(lines)) {
    const kind = parse(source)?.kind;
    if (kind && has(kind.id)) carried.set(first, { end: last, line: seal(kind.id, source) });
    else fences.add(first).add(last);
  }
  for (let at = 0; at < lines.length; at++) {
    const { end = at, line = lines[at] } = carried.get(at) ?? {};
    if (carried.has(at) || fences.has(at)) alone(line, lines[end + 1]);
    else found.push(line);
    at = end;
  }
  return found.join("\n");
}

/** Return *text* with every sealed directive as it is written in a file. */
export const unsealed = text => text.replace(SEALED, (_, inner) => decode(inner));

/** Return *text* without directives that hold lines instead of Markdown. */
export const ofMarkdown = text => sealed(text, id => kinds.get(id).shape === "lines");

/** Return the label of the first directive in *text* that lacks what has to be there, or "". */
export function incomplete(text) {
  for (const { source } of find(text.split("\n"))) {
    const kind = kinds.get(keyOf(source));
    const { values } = parse(source) ?? {};
    if (kind && (values ? lacks(kind.fields, values) : !bodyOf(source).trim())) return kind.label;
  }
  return "";
}

const lacks = (fields, values) =>
  fields.some(({ name, required, fields: inner }) => {
    const value = values[name];
    return inner ? !value?.length || value.some(one => lacks(inner, one)) : required && !String(value ?? "").trim();
  });

/** Return the directives of *lines* outside of code that something closes, as plugins/content/.../lines.py does. */
function find(lines) {
  const [found, waiting] = [[], []];
  let fence = ""; // of code
  lines.forEach((line, at) => {
    const [, code] = CODE.exec(line) ?? [];
    if (code && (!fence || code.startsWith(fence))) fence = fence ? "" : code;
    const [, closing] = (!fence && CLOSING.exec(line)) || [];
    const [, opening] = (!fence && OPENING.exec(line)) || [];
    if (opening) waiting.push({ first: at, signs: opening });
    const place = closing ? waiting.findLastIndex(({ signs }) => signs === closing) : -1;
    if (place < 0) return;
    const [{ first }] = waiting.splice(place);
    found.push({ first, last: at, source: lines.slice(first, at + 1).join("\n") });
  });
  return found;
}

const bodyOf = source => source.split("\n").slice(1, -1).join("\n");

function keyOf(source) {
  const [, , name = ""] = OPENING.exec(source.split("\n", 1)[0]) ?? [];
  return name.normalize().toLowerCase().replace(/[\u00e4\u00f6\u00fc\u00df]/g, sign => UMLAUTS[sign]).replace(/[^a-z0-9]+/g, "-");
}

/** Return the kind and the values of a directive, or nothing if its fields would not hold all that is typed. */
export function parse(source) {
  const kind = kinds.get(keyOf(source));
  const [body, [, , , argument = ""]] = [bodyOf(source), OPENING.exec(source.split("\n", 1)[0])];
  if (!kind || /^\/{3}/m.test(body) || (argument && !kind.argument)) return undefined;
  const { read, write: again, tidy = level } = SHAPES[kind.shape];
  const values = body.trim() ? read(body) : {};
  const isWhole = values && tidy(again(values)) === tidy(body);
  return isWhole ? { kind, values: { ...(kind.argument && { [kind.argument]: argument }), ...values } } : undefined;
}

/** Return the directive of *kind* with *values*, between lines with more slashes than any line within begins with. */
export function write(kind, values) {
  const argument = String((kind.argument && values[kind.argument]) ?? "").replace(/\s+/g, " ").trim();
  const body = level(SHAPES[kind.shape].write(values));
  const within = Array.from(body.matchAll(/^\/{3,}/gm), ([slashes]) => slashes.length + 1);
  const fence = "/".repeat(Math.max(3, ...within));
  return [`${fence} ${kind.name}${argument && ` | ${argument}`}`, ...(body ? [body] : []), fence].join("\n");
}

const seal = (id, source) => `${BEGIN}${id}:${encode(source)}${END}`;

function encode(text) {
  const bytes = Array.from(new TextEncoder().encode(text), byte => String.fromCharCode(byte));
  return btoa(bytes.join("")).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function decode(text) {
  const bytes = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return new TextDecoder().decode(Uint8Array.from(bytes, letter => letter.charCodeAt(0)));
}
