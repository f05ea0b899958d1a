// What a citizen has chosen for good: localStorage["consent"] and nothing else.
// The files of this folder become one module, consent.js, joined in the order of their names: this one leads.

/** The signal against being followed that this browser sends with every request, or "". */
export const signal =
  (navigator.globalPrivacyControl && "Global Privacy Control") || (navigator.doNotTrack === "1" && "Do Not Track") || "";

export const choices = {
  /** Where a browser refuses to keep anything: the choices of this visit to the page. */
  unsaved: null,

  /** Return every entry that still runs, by service; what is unreadable or has ended is thrown away. */
  all() {
    if (this.unsaved) return this.unsaved;
    let kept = null;
    let found = [];
    try {
      kept = localStorage.getItem("consent");
    } catch {
      return (this.unsaved = {});
    }
    try {
      found = Object.entries(JSON.parse(kept) ?? {});
    } catch {} // not JSON: nothing was found
    const now = Date.now();
    const runs = ([, entry]) => Date.parse(entry?.given) <= now && now < Date.parse(entry.until);
    const running = Object.fromEntries(found.filter(runs));
    if (kept && JSON.stringify(running) !== kept) this.write(running);
    return running;
  },

  /** Return the entry by which this very text about a service was agreed to, if there is one. */
  find(service, text) {
    const entry = this.all()[service];
    return entry?.text === text ? entry : undefined;
  },

  give(service, text) {
    const given = new Date();
    const until = new Date(given);
    until.setMonth(given.getMonth() + 6);
    if (until.getDate() !== given.getDate()) until.setDate(0); // 31 August: the end of February, not beyond
    this.write({ ...this.all(), [service]: { given, text, until } });
    tell();
  },

  withdraw(service) {
    const { [service]: _ended, ...others } = this.all();
    this.write(others);
    tell();
  },

  withdrawAll() {
    this.write({}, "{}");
    tell(true);
  },

  /** Keep *entries* and nothing else; *parting* is what other tabs hear when there are none any more. */
  write(entries, parting) {
    const text = JSON.stringify(entries);
    const last = text === "{}" ? parting : text;
    this.unsaved = null;
    try {
      if (last) localStorage.setItem("consent", last);
    } catch {
      this.unsaved = JSON.parse(text);
    }
    try {
      // What was there before may be the very consent that has just been withdrawn.
      if (text === "{}" || this.unsaved) localStorage.removeItem("consent");
    } catch {
      this.unsaved = JSON.parse(text);
    }
  },
};

/** Let every placeholder and panel of the page look again, in the same tick. `all`: frames loaded once end as well. */
function tell(all = false) {
  for (const element of document.querySelectorAll("consent-embed, consent-panel")) element.update?.(all);
}

// another tab: if everything was switched off there, frames loaded once end here as well
addEventListener("storage", ({ key, newValue }) => tell(key === "consent" && newValue === "{}"));
addEventListener("pageshow", (event) => event.persisted && tell()); // back from the browser's memory
// a page left open until the choice ended; not one that is being left, whose frames have just gone
document.addEventListener("visibilitychange", () => document.hidden || tell());
