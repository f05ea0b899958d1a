// What may stand within a directive, by the shape that its kind has: values of fields, and lines of a file.
// `read` returns nothing for lines that the fields would not hold; `tidy` is a text without what means nothing in it.

const PICTURE = /^!\[([^[\]]*)\]\(([^()\s"]+)(?:[ \t]+"([^"]*)")?\)(?:\{credit="([^"]*)"\})?$/;
const LINK = /^\[([^[\]]*)\]\(([^()\s]+)\)$/;
const STEP = /^\d{1,3}[.)][ \t]/;
const BAR = /[ \t]*(?<!\\)\|[ \t]*/;

/** Return *text* without blanks at the end of lines, empty lines around it, and more than one between two. */
export const level = text => text.replace(/[ \t]+$/gm, "").replace(/\n{3,}/g, "\n\n").replace(/^\n+|\n+$/g, "");

const rows = body => body.split("\n").map(line => line.trim()).filter(Boolean);
const tidyRows = body => rows(body).join("\n");
const line = value => String(value ?? "").replace(/\s+/g, " ").trim();
const lines = value => String(value ?? "").trim();
const quoted = value => line(value).replaceAll('"', "”");
const cell = value => line(value).replace(/(?<!\\)\|/g, "\\|");
const paragraphs = value => lines(value).split(/\n\s*\n/).map(line);

const picture = ({ src, alt, title, credit }) =>
  src
    ? `![${line(alt)}](${line(src)}${line(title) && ` "${quoted(title)}"`})${line(credit) && `{credit="${quoted(credit)}"}`}`
    : "";

function pictureOf(text) {
  const [, alt, src, title = "", credit = ""] = PICTURE.exec(text) ?? [];
  return src && { src, alt, title, credit };
}

const link = ({ text, address }) => (line(text) || line(address) ? `[${line(text)}](${line(address)})` : "");

export const SHAPES = {
  text: { read: body => ({ body: body.trim() }), write: ({ body }) => lines(body) },
  lines: { read: body => ({ body: body.trim() }), write: ({ body }) => lines(body) },
  link: {
    read(body) {
      const [, text, address] = LINK.exec(body.trim()) ?? [];
      return address && { text, address };
    },
    write: link,
  },
  figures: {
    tidy: body => tidyRows(body).replace(new RegExp(BAR, "g"), " | ").replace(/^-\s+/gm, "- "),
    read(body) {
      const found = rows(body).map(row => (row.startsWith("- ") ? row.slice(2).trim().split(BAR) : []));
      if (found.some(one => one.length < 2 || one.length > 3)) return undefined;
      return { figures: found.map(([figure, label, source = ""]) => ({ figure, label, source })) };
    },
    write: ({ figures = [] }) =>
      figures.map(({ figure, label, source }) => `- ${[figure, label, ...(line(source) ? [source] : [])].map(cell).join(" | ")}`)
        .join("\n"),
  },
  steps: {
    read: body => (STEP.test(body.trim()) ? { body: body.trim() } : undefined),
    write: ({ body }) =>
      !lines(body) || STEP.test(lines(body)) ? lines(body) : paragraphs(body).map((step, at) => `${at + 1}. ${step}`).join("\n"),
  },
  picture: {
    read(body) {
      const { title, ...found } = pictureOf(body.trim()) ?? { title: true };
      return title ? undefined : found; // its caption stands above
    },
    write: picture,
  },
  pictures: {
    tidy: tidyRows,
    read(body) {
      const pictures = rows(body).map(pictureOf);
      return pictures.every(Boolean) ? { pictures } : undefined;
    },
    write: ({ pictures = [] }) => pictures.map(picture).filter(Boolean).join("\n"),
  },
  sound: {
    read(body) {
      const [first, ...rest] = body.trim().split("\n");
      const [, text, address] = LINK.exec(first.trim()) ?? [];
      return address && { text, address, body: rest.join("\n").trim() };
    },
    tidy: body => level(body.trim().replace(/\n+/, "\n\n")),
    write: ({ body, ...first }) => `${first.address ? link(first) : ""}\n\n${lines(body)}`,
  },
};
