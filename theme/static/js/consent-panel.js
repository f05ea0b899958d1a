// <consent-panel>: one switch for each service, and in words since when and until when it is on.

customElements.define(
  "consent-panel",
  class extends HTMLElement {
    #switches = [];
    #status;

    connectedCallback() {
      if (this.#status) return; // moved within the page: already awake
      this.#status = this.querySelector("[role=status]");
      this.#switches = [...this.querySelectorAll("[role=switch]")];
      for (const knob of this.#switches) knob.addEventListener("click", () => this.#turn(knob));
      const allOff = this.querySelector("[value=off]");
      allOff.addEventListener("click", () => {
        choices.withdrawAll();
        this.#status.textContent = this.#status.dataset.off;
      });
      for (const button of [...this.#switches, allOff]) button.hidden = false;
      this.update();
    }

    update() {
      for (const knob of this.#switches) {
        const entry = choices.find(knob.value, knob.dataset.text);
        const receipt = knob.nextElementSibling;
        knob.setAttribute("aria-checked", !!entry);
        receipt.hidden = !entry;
        for (const day of entry ? receipt.children : []) {
          day.textContent = new Date(entry[day.dataset.of]).toLocaleDateString(this.lang, { dateStyle: "long" });
        }
      }
      this.#status.textContent = choices.unsaved ? this.#status.dataset.unsaved : "";
    }

    #turn(knob) {
      if (knob.matches("[aria-checked=true]")) choices.withdraw(knob.value);
      else choices.give(knob.value, knob.dataset.text);
    }
  },
);
