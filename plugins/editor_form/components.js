// What the text of an entry may hold beyond Markdown: an address alone in a line, which the build makes an embed.
// Nothing of it is shown here, so that nobody else learns who is writing.

export function components(CMS, { id, label, icon, name, hint, pattern }) {
  CMS.registerEditorComponent({
    id,
    label,
    icon,
    trigger: "button",
    fields: [{ name: "address", label: name, hint, widget: "string", required: true }],
    pattern: new RegExp(`^(?<address>${pattern})$`, "im"),
    toBlock: entered => (entered.address ?? "").trim(),
    toPreview: () => "",
  });
}
