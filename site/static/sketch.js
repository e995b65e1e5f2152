// A question whose answer is a curve that the reader draws: the rules of gradlab/widgets/sketch.py.

import { control } from "./controls.js";
import { make } from "./dom.js";
import { filled } from "./numbers.js";
import { Picture } from "./picture.js";
import { Question } from "./question.js";
import { closest } from "./table.js";

const ENDS = 0.05; // of the width: a finger that starts this near to an end has started there

// A curve as it is drawn: heights at some places, and straight lines between them.
class Guess {
  constructor(places) {
    this.places = places;
    this.heights = places.map(() => null);
    this.pen = null;
  }

  lift() {
    this.pen = null;
  }

  draw(here, y) {
    if (this.pen !== null) {
      const [first, last] = [this.pen, here].sort((a, b) => a - b);
      this.heights.fill(null, first + 1, Math.max(first + 1, last));
    }
    this.heights[here] = y;
    this.pen = here;
  }

  get drawn() {
    return this.places.map((x, k) => [x, this.heights[k]]).filter(([, y]) => y !== null);
  }

  isWhole() {
    const across = this.drawn.map(([x]) => x);
    const [low, high] = [this.places[0], this.places.at(-1)];
    const near = ENDS * (high - low);
    return across.length > 1 && across[0] <= low + near && across.at(-1) >= high - near;
  }

  // The height at a place; NaN to the left and right of the curve.
  at(k) {
    const { drawn } = this;
    const x = this.places[k];
    const after = drawn.findIndex(([its]) => its >= x);
    if (after < 0) return NaN;
    const [x1, y1] = drawn[after];
    if (x1 === x) return y1;
    if (after === 0) return NaN;
    const [x0, y0] = drawn[after - 1];
    return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
  }
}

class Sketch extends Question {
  answer() {
    const { width, height, words, controls, start } = this.spec;
    const all = controls.map(({ labels }) => labels.map((_, k) => k));
    this.at = { ...start };
    this.controls = controls.map((its, i) => control(
      its, `${this.id}-${its.name}`, () => all[i], (place) => this.wish(its.name, place)));
    const show = make("button", { type: "button", onclick: () => this.reveal() }, words.show);
    const aside = make("div", { class: "gradlab-controls" }, ...this.controls.map((c) => c.part),
      make("div", { class: "presets" }, show));
    const stage = make("div", { class: "stage" });
    const parts = make("div", { class: "gradlab-parts" }, aside, stage);
    this.picture = new Picture(stage, { width, height, words, ask: (m) => this.told(m) });
    this.picture.layers.ariaLabel = this.spec.question; // until there is more to say
    this.forget();
    new IntersectionObserver((seen, observer) => {
      if (!seen.some((one) => one.isIntersecting)) return;
      observer.disconnect();
      this.load();
    }, { rootMargin: "600px" }).observe(this);
    return make("div", { class: "gradlab-explorer" }, parts);
  }

  async load() {
    const address = new URL(`../tables/${this.spec.background}`, import.meta.url);
    this.background = new Uint8Array(await (await fetch(address)).arrayBuffer());
    this.draw();
  }

  forget() {
    this.guess = new Guess(this.spec.places);
    this.isShown = false;
    this.at = { ...this.spec.start };
  }

  // A slider has gone to a place. That of x leads the pen along what is drawn, or draws.
  wish(name, place) {
    const before = this.at;
    this.at = { ...before, [name]: place };
    const isAcross = name === "x";
    if (isAcross && this.guess.drawn.length === 0 && !this.isShown) {
      this.guess.draw(before.x, this.height(before.y));
    }
    this.write(isAcross);
  }

  write(isAcross) {
    const height = this.guess.at(this.at.x);
    if (this.isShown || (isAcross && Number.isFinite(height))) {
      this.guess.lift();
      if (Number.isFinite(height)) this.at.y = this.nearest(1, height);
    } else {
      this.guess.draw(this.at.x, this.height(this.at.y));
    }
    this.draw();
  }

  told({ kind, x, y }) {
    const [left, top, width, height] = this.spec.area.box;
    if (kind === "reset") {
      this.forget();
      this.tell(this.spec.ask);
      this.draw();
    } else {
      if (kind === "press") this.guess.lift();
      const shares = [(x - left) / width, 1 - (y - top) / height];
      const [across, up] = this.spec.area.sides.map(({ ends }, i) => this.nearest(i, ends[0] + shares[i] * (ends[1] - ends[0])));
      this.at = { x: across, y: up };
      this.write(false);
    }
    this.picture.answered();
  }

  nearest(i, value) {
    const { min, step, labels } = this.spec.controls[i];
    return closest(labels.map((_, k) => k), (value - min) / step);
  }

  height(place) {
    const { min, step } = this.spec.controls[1];
    return min + place * step;
  }

  // Show the true curve over the drawn one, if that is whole, and say where it is off.
  reveal() {
    const { again, places, truth, near, verdicts } = this.spec;
    if (!this.guess.isWhole()) return this.tell(again);
    this.isShown = true;
    const off = places.map((_, k) => Math.round(Math.abs(this.guess.at(k) - truth[k]) * 1e9) / 1e9);
    const worst = off.reduce((best, its, k) => (its > (off[best] ?? -1) ? k : best), off.findIndex(Number.isFinite));
    this.worst = [worst, this.guess.at(worst), truth[worst]];
    const kind = off[worst] <= near ? "correct" : "not yet";
    this.tell([kind, filled(verdicts[kind], { x: places[worst], off: off[worst], guess: this.worst[1], truth: truth[worst], near })]);
    this.write(false);
  }

  draw() {
    this.controls.forEach((its, i) => its.show([this.at.x, this.at.y][i]));
    if (!this.background) return;
    const { places, truth, both, pen, area } = this.spec;
    const drawn = this.guess.at(this.at.x);
    const height = Number.isFinite(drawn) ? drawn : this.height(this.at.y);
    const said = { x: places[this.at.x], guess: drawn, y: height, truth: truth[this.at.x] };
    const sentence = filled(this.isShown ? both : pen, said);
    this.areas ??= [area.box];
    this.picture.show({ background: this.background, foreground: this.layer(height), sentence,
      kind: "shows", code: "", areas: this.areas });
  }

  // The SVG of what moves: what the lesson moves, then the curves and the pen.
  layer(height) {
    const { follow, styles, fine, size, area, places } = this.spec;
    const [left, top, width, tall] = area.box;
    const [[x0, x1], [y0, y1]] = area.sides.map(({ ends }) => ends);
    const spot = ([x, y]) => [
      (size[0] * (left + (width * (x - x0)) / (x1 - x0))).toFixed(1),
      (size[1] * (top + tall * (1 - (y - y0) / (y1 - y0)))).toFixed(1),
    ].join(" ");
    const line = (points, style) =>
      points.length ? `<path d="M${points.map(spot).join("L")}" style="${style}"/>` : "";
    const parts = [];
    if (this.isShown) {
      const [k, guess, truth] = this.worst;
      const ends = [guess, truth].map((y) => spot([places[k], y]).split(" ").map(Number));
      const ticks = ends.map(([x, y]) => `M${x - styles.tick} ${y}h${2 * styles.tick}`).join("");
      parts.push(line(fine, styles.truth), line([[places[k], guess], [places[k], truth]], styles.off));
      parts.push(`<path d="${ticks}" style="${styles.off}"/>`);
    }
    parts.push(line(this.guess.drawn, styles.drawn));
    const [x, y] = spot([places[this.at.x], height]).split(" ").map(Number);
    const r = styles.radius;
    parts.push(`<path d="M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z" style="${styles.point}"/>`);
    return follow[this.at.x].replace("</svg>", `${parts.join("")}</svg>`);
  }
}

customElements.define("gradlab-sketch", Sketch);
