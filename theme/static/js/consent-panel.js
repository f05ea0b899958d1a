// <consent-panel>: a switch for each service, and in words since when and until when it is on: the citizen's receipt.
import { choices, signal } from "./consent.js";

customElements.define(
  "consent-panel",
  class extends HTMLElement {
    #switches = [];
    #status;
    #acts;

    connectedCallback() {
      if (this.#status) return; // moved within the page: already awake
      this.#status = this.querySelector("[role=status]");
      this.#acts = this.querySelectorAll(".consent-panel-button");
      this.#switches = [...this.querySelectorAll("[role=switch]")];
      for (const knob of this.#switches) {
        knob.addEventListener("click", () => this.#turn(knob));
        knob.hidden = false;
      }
      for (const button of this.#acts) button.addEventListener("click", () => this[button.value]());
      for (const sentence of this.querySelectorAll(".consent-panel-signal")) {
        sentence.hidden = !signal;
        sentence.textContent = sentence.textContent.replace("{}", signal);
      }
      this.update();
    }

    update() {
      for (const knob of this.#switches) {
        const entry = choices.all()[knob.value];
        const on = !!choices.find(knob.value, knob.dataset.text);
        const [since, earlier] = [knob.nextElementSibling, knob.nextElementSibling.nextElementSibling];
        const receipt = entry && (on ? since : earlier);
        knob.setAttribute("aria-checked", on);
        since.hidden = receipt !== since;
        earlier.hidden = receipt !== earlier;
        // Even hidden, a description would be read aloud: as a consent that nobody gave.
        knob.setAttribute("aria-describedby", receipt?.id ?? "");
        for (const moment of receipt?.querySelectorAll("[data-of]") ?? []) {
          moment.textContent = this.#write(moment.dataset.of, entry);
        }
      }
      const none = !this.#receipts().length;
      for (const button of this.#acts) button.hidden = none && button.matches(".is-receipt"); // no consent, no receipt
      this.#say(choices.unsaved ? "unsaved" : "");
    }

    /** Switch everything off, and end every frame. */
    off() {
      choices.withdrawAll();
      this.#say("off");
    }

    print() {
      print();
    }

    /** Put the receipt into the clipboard, as plain text. */
    async copy() {
      const lines = this.#receipts().map((receipt) => receipt.innerText);
      try {
        await navigator.clipboard.writeText([document.title, location.href, ...lines].join("\n"));
        this.#say("copied");
      } catch {
        this.#say("uncopied");
      }
    }

    #turn(knob) {
      if (knob.matches("[aria-checked=true]")) choices.withdraw(knob.value);
      else choices.give(knob.value, knob.dataset.text);
    }

    #receipts() {
      return [...this.querySelectorAll(".consent-panel-since:not([hidden])")];
    }

    /** Return a moment of *entry*, or the day of its text, in words; a text without a day as it was kept. */
    #write(name, entry) {
      const kept = name === "text" ? String(entry.text).split(".")[0] : entry[name];
      const style = { dateStyle: "long" };
      if (name === "given") style.timeStyle = "short";
      if (name === "text") style.timeZone = "UTC"; // a day is the same everywhere
      return /^\d{4}-/.test(kept) ? new Date(kept).toLocaleString(this.lang, style) : kept;
    }

    #say(name) {
      this.#status.textContent = this.#status.dataset[name] ?? "";
    }
  },
);
