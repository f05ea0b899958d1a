// <consent-embed>: a placeholder that loads a foreign frame when, and only while, a citizen wants it.
// The HTML holds everything there is to read; what is done here is told by attributes: `loaded`, `failed`.

const PATIENCE = 20_000; // milliseconds until a frame that was asked for counts as not coming

customElements.define(
  "consent-embed",
  class extends HTMLElement {
    #buttons = {};
    #status;
    #frame;
    #said = []; // the names of the sentences that stand there
    #agreed; // the choice for good, as last seen
    #declined; // the moment of a choice for good that does not count here: this frame was sent away

    connectedCallback() {
      if (this.#status) return this.update(); // moved within the page: already awake
      if (!this.getAttribute("src")?.startsWith("https:")) return; // nothing to load
      this.#status = this.querySelector("[role=status]");
      for (const button of this.querySelectorAll("button")) {
        this.#buttons[button.value] = button;
        button.addEventListener("click", () => {
          button.focus(); // Safari does not
          this[button.value]();
          this.#answer(button.value);
        });
      }
      // In the browser's memory a frame would wait, and run again before anybody can ask whether it still may.
      addEventListener("pagehide", () => this.#show());
      this.#show();
      this.update();
      if (!this.#agreed && choices.all()[this.getAttribute("service")]) this.#say("earlier");
    }

    disconnectedCallback() {
      if (this.#status) this.#show();
    }

    /** Load this one, for this visit to the page. */
    once() {
      this.#show(this.#newFrame("eager")); // above what was pressed it may be out of sight
    }

    /** Load everything of this service, here and on every later page. */
    always() {
      this.once();
      choices.give(this.getAttribute("service"), this.dataset.text);
    }

    /** Send this frame away; a choice for good goes on elsewhere. */
    unload() {
      this.#declined = this.#agreed?.given;
      this.#show();
    }

    /** End the choice for good. */
    withdraw() {
      choices.withdraw(this.getAttribute("service"));
    }

    /** Follow the choices as they stand now; `all` ends a frame that was loaded once as well. */
    update(all) {
      if (!this.#status) return;
      const before = this.#agreed;
      this.#agreed = choices.find(this.getAttribute("service"), this.dataset.text);
      if (!this.#agreed && (before || all)) this.#show();
      else if (!this.#agreed || this.#frame || this.#agreed.given === this.#declined) this.#show(this.#frame);
      else {
        this.#show(this.#newFrame("lazy"));
        if (signal) this.#say("once", "loads", "signal");
      }
    }

    #newFrame(loading) {
      const frame = document.createElement("iframe");
      for (const name of ["title", "sandbox", "allow", "referrerpolicy"]) frame.setAttribute(name, this.dataset[name]);
      frame.allowFullscreen = /\bfullscreen\b/.test(frame.allow); // Safari before 15.4 reads no `allow`
      frame.loading = loading;
      frame.src = this.getAttribute("src");
      frame.addEventListener("load", () => {
        const [state, ...others] = this.#said;
        if (frame === this.#frame && state === "once") this.#say("loaded", ...others);
      });
      return frame;
    }

    /** Show *frame*, or without one the offer to load it. The focus goes with what was pressed, never to the body. */
    #show(frame) {
      const { once, always, unload, withdraw } = this.#buttons;
      const held = document.activeElement;
      if (frame !== this.#frame) {
        this.#frame?.remove();
        if (frame) unload.parentNode.after(frame);
        this.#frame = frame;
        this.removeAttribute("failed");
        this.#say();
      }
      this.toggleAttribute("loaded", !!frame);
      once.hidden = always.hidden = !!frame;
      unload.hidden = !frame;
      withdraw.hidden = !frame || !this.#agreed;
      if (!held || (held.isConnected && !held.hidden)) return;
      (frame ? unload : once).focus();
      this.#say(frame ? "once" : "unload"); // whoever pressed a button here hears more
    }

    /** Say what the button called *name* has done, and stay until its frame is there. */
    #answer(name) {
      const frame = this.#frame;
      if (!frame) return this.#say(name, this.#agreed && "kept");
      if (name === "always" && choices.unsaved) name = "unsaved";
      this.#say("once", name !== "once" && name, name === "always" && signal && "signal");
      if (!navigator.onLine) return this.#fail("offline");
      // A browser tells nobody whether another host's page is the one that was asked for, only that it ended.
      const waiting = setTimeout(() => this.#frame === frame && this.#fail("silent"), PATIENCE);
      frame.addEventListener("load", () => clearTimeout(waiting));
    }

    /** Bring the offer back and say why nothing came. */
    #fail(reason) {
      this.unload();
      this.setAttribute("failed", "");
      this.#say(reason, this.#agreed && "kept");
    }

    /** Say the sentences of these names, which stand in the HTML; none at all is silence. */
    #say(...names) {
      this.#said = names;
      this.#status.setAttribute("aria-live", names[0] === "earlier" ? "off" : "polite"); // no news, whatever the page
      const sentences = names.map((name) => this.#status.dataset[name]).filter(Boolean);
      this.#status.textContent = sentences.join(" ").replace("{}", signal);
    }
  },
);
