// What no single field can tell, asked when somebody saves: the same things that the build would refuse.

import { incomplete, ofMarkdown } from "./directives.js";

const EMPTY_ALT = /!\[\s*\]\(/;
const ALONE = /^https?:\/\/\S+$/gm;

export function rules(CMS, sentences, embed) {
  const known = embed ? new RegExp(`^(?:${embed})$`, "i") : /^/; // without networks an address is but a link
  CMS.registerEventListener({
    name: "preSave",
    handler: ({ entry }) => {
      const values = entry.get("data").toJS();
      const lacking = incomplete(values.body ?? "");
      const broken = lacking ? "directive" : brokenRule(values, known) || brokenEvent(values);
      // Sveltia shows the cause of an error of this name.
      if (broken) throw new Error("saving_failed", { cause: new Error(sentences[broken].replace("{name}", lacking)) });
    },
  });
}

function brokenRule({ image, gallery, embeds, body }, known) {
  const posters = (embeds ?? []).map(one => one?.poster);
  const pictures = [image, ...(gallery ?? []), ...posters].filter(one => one?.src);
  if (pictures.some(one => !one.alt?.trim() && !one.decorative)) return "alt";
  if (EMPTY_ALT.test(body ?? "")) return "alt_in_text";
  if (ofMarkdown(body ?? "").match(ALONE)?.some(address => !known.test(address))) return "address";
  return "";
}

function brokenEvent({ start, end, repeat, place, online, event_status: state, register_until: until }) {
  if (!start) return "";
  const times = [{ start, end }, ...(repeat ?? [])].filter(one => one?.start);
  if (times.some(one => one.end && one.end < one.start.slice(0, one.end.length))) return "order";
  if (new Set(times.map(one => one.start)).size < times.length) return "twice";
  if (!place?.name?.trim() && !online?.trim()) return "place";
  if (state === "moved-online" && !online?.trim()) return "online";
  if (until && times.every(one => (one.end || one.start).slice(0, 10) < until.slice(0, 10))) return "until";
  return "";
}
