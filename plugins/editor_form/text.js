// The text of an entry: the editor makes its own Markdown of it, and the file gets what somebody changed of that.
// tools/sveltia.py has Sveltia hand its reading and writing over.

import { forEditor, fromEditor, shown } from "./dialect.js";
import { unsealed } from "./directives.js";
import { merge } from "./merge.js";

const TOUCHING = ["beforeinput", "cut", "drop", "keydown", "paste", "pointerdown"];
const texts = new WeakMap();

export function text() {
  const isTouched = part => texts.get(part.closest("[data-lexical-editor]")?.__lexicalEditor)?.isTouched;
  window.ownText = { open, close: editor => texts.delete(editor), isTouched };
  document.addEventListener("Update", update, true);
  for (const event of TOUCHING) document.addEventListener(event, touch, true);
}

/** Fill *editor* with *source*; *read*, *write* and *create* are Sveltia's, for whichever editor is being updated. */
function open(editor, source, { read, write, create }) {
  const nodes = Array.from(editor._nodes.values(), one => one.klass);
  const has = id => editor._nodes.has(`x-${id}`);
  const again = text => {
    const other = create({ nodes });
    let found = "";
    other.update(() => read(forEditor(text, has)), { discrete: true });
    other.update(() => { found = write(); }, { discrete: true });
    return found;
  };
  read(forEditor(source, has));
  texts.set(editor, { source, write, again, before: fromEditor(again(source)), isTouched: false, value: source });
}

/** Give Sveltia the text of the file instead of what its editor would write. */
function update(event) {
  const text = texts.get(event.target.__lexicalEditor);
  if (!text) return event.stopImmediatePropagation(); // nothing is read yet, so nothing may be written
  const now = fromEditor(text.write());
  if (!text.isTouched) [text.before, text.now] = [now, now];
  if (now !== text.now) text.value = changed(text, now);
  text.now = now;
  event.detail.value = text.value;
}

/** Remember that somebody is at work: from now on what the editor holds may differ from the file. */
function touch({ target }) {
  for (let at = target.closest?.(".text-editor"); at; at = at.parentElement.closest(".text-editor")) {
    const text = texts.get(at.querySelector("[data-lexical-editor]")?.__lexicalEditor);
    if (text) text.isTouched = true;
  }
}

/** Return the text for the file. What is not sure to show the same is left, and the editor's own words are taken. */
function changed({ source, before, again }, now) {
  if (now === before) return source;
  const [close, wide] = [merge(source, before, now), merge(source, before, now, { byParagraph: true })];
  const meant = [now, fromEditor(again(now))].map(shown);
  const isSame = text => meant.includes(shown(fromEditor(again(text))));
  const isWhole = text => letters(unsealed(again(text))) === letters(now);
  return [close, wide].find(isSame) ?? [wide].find(isWhole) ?? now;
}

const letters = text => text.replace(/[^\p{L}\p{N}]/gu, "");
