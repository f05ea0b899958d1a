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
        const entry = choices.find(knob.value, knob.dataset.text);
        const receipt = this.#receiptOf(knob);
        knob.setAttribute("aria-checked", !!entry);
        receipt.hidden = !entry;
        // Even hidden, a description would be read aloud: as a consent that nobody gave.
        knob.setAttribute("aria-describedby", entry ? receipt.id : "");
        for (const moment of entry ? receipt.querySelectorAll("[data-of]") : []) {
          const style = { dateStyle: "long", timeStyle: moment.dataset.of === "given" ? "short" : undefined };
          moment.textContent = new Date(entry[moment.dataset.of]).toLocaleString(this.lang, style);
        }
      }
      const on = this.querySelector("[aria-checked=true]");
      for (const button of this.#acts) button.hidden = !on && button.matches(".is-receipt"); // no consent, no receipt
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
      const on = this.#switches.filter((knob) => knob.matches("[aria-checked=true]"));
      const lines = on.map((knob) => this.#receiptOf(knob).innerText);
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

    #receiptOf(knob) {
      return knob.nextElementSibling;
    }

    #say(name) {
      this.#status.textContent = this.#status.dataset[name] ?? "";
    }
  },
);
