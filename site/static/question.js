// Predictions: a few answers, a number, or a curve (sketch.js). What is folded until a question is
// answered opens then.

import { make, told } from "./dom.js";
import { filled, typed } from "./numbers.js";

export class Question extends HTMLElement {
  connectedCallback() {
    if (this.spec) return;
    this.spec = told(this);
    this.querySelector(".without-script").remove();
    this.line = make("p", { class: "verdict", role: "status" });
    this.append(this.answer(), this.line);
    this.tell(this.spec.ask);
  }

  // Show a verdict: its kind and the whole line.
  tell([kind, line]) {
    this.line.dataset.kind = kind;
    this.line.textContent = line;
    if (kind === "to do") return;
    document.querySelectorAll(`details[data-until="${this.id}"]`).forEach((fold) => (fold.open = true));
    this.dispatchEvent(new CustomEvent("answered", { bubbles: true }));
  }
}

class Choice extends Question {
  answer() {
    const labels = this.spec.answers.map(([answer, verdict]) => make("label", {},
      make("input", { type: "radio", name: this.id, onchange: () => this.tell(verdict) }), answer));
    return make("div", { class: "answers", role: "radiogroup", "aria-labelledby": `${this.id}-asked` }, ...labels);
  }
}

class NumberAnswer extends Question {
  answer() {
    const { placeholder } = this.spec;
    const field = make("input", { type: "text", inputmode: "text", autocomplete: "off", placeholder,
      "aria-labelledby": `${this.id}-asked`, onchange: () => this.check(field.value) });
    return make("div", { class: "answers" }, field);
  }

  check(text) {
    const { ask, value, near, verdicts } = this.spec;
    const guess = typed(text);
    if (guess === null) return this.tell(ask);
    const kind = Math.abs(guess - value) <= near * (Math.abs(value) || 1) ? "correct" : "not yet";
    this.tell([kind, filled(verdicts[kind], { guess })]);
  }
}

customElements.define("gradlab-choice", Choice);
customElements.define("gradlab-number", NumberAnswer);
