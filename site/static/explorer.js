// An explorer without Python: native controls beside the very picture of the notebook, which a
// table of states feeds in the place of a kernel.

import { Picture } from "./picture.js";
import { control, steps } from "./controls.js";
import { make, told } from "./dom.js";
import { Table } from "./table.js";

const TABLES = new URL("../tables/", import.meta.url).href;
const NEAR = "600px"; // how far below the screen a picture is when its table is fetched
const near = new IntersectionObserver((seen) => {
  for (const { target, isIntersecting } of seen) if (isIntersecting) target.wake();
}, { rootMargin: NEAR });

export class Explorer extends HTMLElement {
  connectedCallback() {
    if (this.table) return;
    const { words, ...spec } = told(this);
    this.words = words;
    this.table = new Table(spec, TABLES);
    this.at = { ...spec.start };
    near.observe(this);
  }

  // Fetch the first state, and put controls and picture in the place of the still.
  wake() {
    near.unobserve(this);
    return (this.awake ??= this.build().catch((error) => {
      this.awake = null; // the still stays; the next reason to wake it tries again
      near.observe(this);
      throw error;
    }));
  }

  async build() {
    const row = await this.table.fetch(this.at);
    const { width, height, controls } = this.table;
    this.controls = Object.fromEntries(controls.map((spec) => [spec.name, control(
      spec, `${this.id}-${spec.name}`, () => this.table.reach(this.at, spec.name),
      (place) => this.wish({ [spec.name]: place }),
    )]));
    const aside = make("div", { class: "gradlab-controls" },
      ...Object.values(this.controls).map(({ part }) => part));
    this.addSteps(aside);
    this.addButtons(aside);
    const stage = make("div", { class: "stage" });
    const parts = make("div", { class: "gradlab-parts" }, aside, stage);
    this.picture = new Picture(stage, { width, height, words: this.words, ask: (m) => this.told(m) });
    this.below = row.below.map(() => make("div", { class: "below" }));
    parts.append(...this.below);
    const box = make("div", { class: "gradlab-explorer" }, parts);
    this.draw(row);
    this.querySelector(".still").replaceWith(box);
    this.dataset.awake = "";
    this.table.rest(this.at).catch(() => {}); // what is missing is asked for again when it is wanted
  }

  addSteps(aside) {
    const its = this.table.steps;
    if (!its) return;
    this.steps = steps(its, {
      words: this.words,
      reach: () => this.table.reach(this.at, its.control),
      place: () => this.at[its.control],
      wish: (place) => this.wish({ [its.control]: place }, false),
    });
    aside.append(this.steps.part);
  }

  addButtons(aside) {
    const buttons = this.table.buttons.map(({ name, set, copy }) =>
      make("button", { type: "button", onclick: () => this.wish({ ...set, ...this.copied(copy) }) }, name));
    if (buttons.length) aside.append(make("div", { class: "presets" }, ...buttons));
  }

  copied(copy) {
    return Object.fromEntries(Object.entries(copy).map(([name, from]) => [name, this.at[from]]));
  }

  // Go to the state nearest to these places, and show it. A hand on the controls stops what plays.
  wish(places, isByHand = true) {
    if (isByHand) this.steps?.stop();
    return this.go(this.table.nearest(this.at, { ...this.at, ...places }, Object.keys(places)));
  }

  go(at) {
    this.at = at;
    this.dispatchEvent(new CustomEvent("moved", { bubbles: true }));
    const row = this.table.row(at);
    if (row) return this.draw(row);
    this.showControls(); // they are where the reader put them, the picture follows
    this.ariaBusy = "true";
    return this.table.fetch(at).then(
      (late) => at === this.at && this.draw(late),
      () => this.fail(),
    );
  }

  draw({ image, foreground, sentence, below, areas }) {
    this.row = { areas };
    this.showControls();
    this.ariaBusy = "false";
    const boxes = (areas.boxes ??= areas.map(({ box }) => box));
    const shown = { background: image, foreground, sentence, kind: "shows", code: this.link, areas: boxes };
    below.forEach((html, k) => (this.below[k].innerHTML = html)); // the lesson's own
    return this.picture.show(shown);
  }

  fail() {
    this.picture.draw({ ...this.picture.wanted, kind: "error", sentence: this.words.offline });
  }

  showControls() {
    for (const [name, its] of Object.entries(this.controls)) its.show(this.at[name]);
  }

  // The picture's pointer and its button.
  told({ kind, x, y }) {
    if (kind === "reset") this.reset();
    if (kind === "press") this.held = this.row.areas.find(({ box }) => isIn(box, x, y));
    if (kind === "press") this.steps?.stop();
    if (this.held && kind !== "reset") this.pull(this.held, x, y);
    if (kind === "release") this.held = null;
    this.picture.answered();
  }

  pull({ box: [left, top, width, height], sides }, x, y) {
    const shares = [(x - left) / width, 1 - (y - top) / height];
    const wish = {};
    sides.forEach((side, i) => {
      if (side) wish[side.control] = this.place(side, shares[i]);
    });
    const there = this.table.nearest(this.at, { ...this.at, ...wish }, Object.keys(wish));
    if (Object.keys(there).some((name) => there[name] !== this.at[name])) this.go(there);
  }

  // The place of a control, perhaps between two, at this share of the side of an area.
  place({ control: name, ends, log }, share) {
    const [low, high] = log ? ends.map(Math.log10) : ends;
    const place = low + share * (high - low);
    const its = this.table.controls.find((c) => c.name === name);
    const value = log === its.log ? place : log ? 10 ** place : Math.log10(Math.max(place, 1e-300));
    return Math.min(Math.max((value - its.min) / its.step, 0), its.labels.length - 1);
  }

  reset() {
    this.steps?.stop();
    this.go({ ...this.table.start });
  }

  // Where this state can be found again: the copy button of the picture copies it.
  get link() {
    return new URL(`#${this.address}`, location.href).href;
  }

  get address() {
    const query = new URLSearchParams();
    for (const { name, labels } of this.table.controls) {
      query.set(name, labels[this.at[name]].replace("−", "-"));
    }
    return `${this.id}?${query}`;
  }

  // Go to what an address asks for: each control to the nearest that it can take, if that says
  // something for it.
  async open(query) {
    await this.wake();
    const wish = {};
    for (const { name, labels, ...its } of this.table.controls) {
      const text = query.get(name);
      const k = labels.findIndex((label) => label.replace("−", "-") === text);
      const place = k >= 0 ? k : its.kind === "slider" ? this.near(its, text) : NaN;
      if (Number.isFinite(place)) wish[name] = Math.min(Math.max(place, 0), labels.length - 1);
    }
    const all = Object.keys(this.at);
    return this.go(this.table.nearest(this.table.start, { ...this.table.start, ...wish }, all));
  }

  near({ log, min, step }, text) {
    if (!text?.trim()) return NaN;
    const value = Number(text);
    return ((log ? Math.log10(value) : value) - min) / step;
  }
}

const isIn = ([left, top, width, height], x, y) =>
  left <= x && x <= left + width && top <= y && y <= top + height;

customElements.define("gradlab-explorer", Explorer);
