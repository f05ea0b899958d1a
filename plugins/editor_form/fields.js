// Fields that Sveltia does not have: a text with suggestions, and a day with or without a time in the site's own form.

const WRITTEN = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::\d{2})?(Z|[+-]\d{2}:\d{2})?)?$/;
const GERMAN = ["+01:00", "+02:00"]; // what is meant without a zone

export function fields(CMS) {
  const { createClass, h } = window;

  const Suggested = createClass({
    render() {
      const { forID, classNameWrapper, field, onChange, value } = this.props;
      const known = field.get("suggestions")?.toJS() ?? [];
      const list = `${forID}-known`;
      const change = event => onChange(event.target.value);
      const input = { id: forID, className: `own ${classNameWrapper}`, type: "text", list, value: value ?? "" };
      const name = { "aria-label": field.get("label") };
      return h("div", {},
        h("input", { ...input, ...name, autoComplete: "off", onChange: change }),
        h("datalist", { id: list }, known.map(one => h("option", { key: one, value: one }))));
    },
  });

  const Moment = createClass({
    isValid() {
      const { field, value } = this.props;
      if (!value || (WRITTEN.test(value) && !Number.isNaN(Date.parse(value)))) return true;
      return { error: { message: field.get("expected") } };
    },

    change(part) {
      const [, day = "", time = "", zone = ""] = WRITTEN.exec(this.props.value ?? "") ?? [];
      const now = { day, time, ...part };
      const kept = GERMAN.includes(zone) ? "" : zone;
      this.own = now.day && now.time ? `${now.day}T${now.time}${kept}` : now.day;
      this.props.onChange(this.own);
    },

    // A browser forgets the digits of a year that somebody is typing if the value is set meanwhile, even to the same.
    render() {
      const { forID, classNameWrapper, field, value } = this.props;
      if ((value ?? "") !== this.own && !this.isTyping) [this.own, this.turn] = [value ?? "", (this.turn ?? 0) + 1];
      const [, day = "", time = ""] = WRITTEN.exec(value ?? "") ?? [];
      const words = field.get("words").toJS();
      const input = (part, type, id, shown) =>
        h("label", { key: part, className: "own-part" }, h("span", {}, words[part]),
          h("input", {
            id,
            type,
            className: `own ${classNameWrapper}`,
            "aria-label": `${field.get("label")}: ${words[part]}`,
            key: this.turn,
            defaultValue: shown,
            onChange: event => this.change({ [part]: event.target.value }),
          }));
      const typing = is => () => { this.isTyping = is; };
      return h("div", { className: "own-parts", onFocus: typing(true), onBlur: typing(false) },
        input("day", "date", forID, day), input("time", "time", `${forID}-time`, time));
    },
  });

  CMS.registerFieldType("suggested", Suggested);
  CMS.registerFieldType("moment", Moment);
}
