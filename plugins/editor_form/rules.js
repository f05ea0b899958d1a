// What no single field can tell, asked when somebody saves: the same things that the build would refuse.

const EMPTY_ALT = /!\[\s*\]\(/;
const ALONE = /^https?:\/\/\S+$/gm;

export function rules(CMS, sentences, embed) {
  const known = embed ? new RegExp(`^(?:${embed})$`, "i") : /^/; // without networks an address is but a link
  CMS.registerEventListener({
    name: "preSave",
    handler: ({ entry }) => {
      const broken = brokenRule(entry.get("data").toJS(), known);
      // Sveltia shows the cause of an error of this name.
      if (broken) throw new Error("saving_failed", { cause: new Error(sentences[broken]) });
    },
  });
}

function brokenRule({ image, gallery, embeds, start, end, body }, known) {
  const posters = (embeds ?? []).map(one => one?.poster);
  const pictures = [image, ...(gallery ?? []), ...posters].filter(one => one?.src);
  if (pictures.some(one => !one.alt?.trim() && !one.decorative)) return "alt";
  if (EMPTY_ALT.test(body ?? "")) return "alt_in_text";
  if ((body ?? "").match(ALONE)?.some(address => !known.test(address))) return "address";
  if (start && end && end < start.slice(0, end.length)) return "order";
  return "";
}
