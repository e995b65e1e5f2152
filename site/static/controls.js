// The controls of an explorer, made of the browser's own. Each calls `wish(place)` with the place
// that the reader wants, and shows the place that it is told with `show(place)`.

import { make } from "./dom.js";
import { closest } from "./table.js";

const FAR = 10; // places that Page Up and Page Down go, of those that can be reached

export function control(spec, id, reach, wish) {
  const kinds = { slider, list, toggle, check };
  return kinds[spec.kind](spec, id, reach, wish);
}

// A slider stands on places that the table holds. The arrow keys go to the next of them.
function slider(spec, id, reach, wish) {
  const last = spec.labels.length - 1;
  const input = make("input", { type: "range", id, min: 0, max: last, step: 1 });
  const output = make("output", { for: id });
  let here = 0;
  const show = (place) => {
    here = place;
    if (+input.value !== place) input.value = place;
    input.ariaValueText = output.textContent = spec.labels[place];
    input.style.setProperty("--share", place / last);
  };
  const move = (place) => (place === here ? show(here) : wish(place));
  input.addEventListener("input", () => move(closest(reach(), +input.value)));
  input.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const places = reach();
    const beyond = places.filter((place) => (place - here) * step > 0);
    if (step < 0) beyond.reverse();
    const to = beyond[Math.min(Math.abs(step), beyond.length) - 1];
    if (to !== undefined) move(to);
  });
  const part = make("div", { class: "control slider" }, make("label", { for: id }, spec.label), output, input);
  return { part, show, input };
}

const STEPS = {
  ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1,
  PageUp: FAR, PageDown: -FAR, Home: -Infinity, End: Infinity,
};

function list(spec, id, reach, wish) {
  const options = spec.labels.map((label, k) => make("option", { value: k }, label));
  const input = make("select", { id, onchange: () => wish(+input.value) }, ...options);
  const part = make("div", { class: "control list" }, make("label", { for: id }, spec.label), input);
  return { part, input, show: (place) => (input.value = place) };
}

function toggle(spec, id, reach, wish) {
  const inputs = spec.labels.map((label, k) =>
    make("input", { type: "radio", name: id, value: k, onchange: () => wish(k) }));
  const labels = inputs.map((input, k) => make("label", {}, input, make("span", {}, spec.labels[k])));
  const part = make("fieldset", { class: "control toggle" }, make("legend", {}, spec.label),
    make("div", {}, ...labels));
  return { part, input: inputs[0], show: (place) => (inputs[place].checked = true) };
}

function check(spec, id, reach, wish) {
  const input = make("input", { type: "checkbox", id, onchange: () => wish(+input.checked) });
  const part = make("div", { class: "control check" }, make("label", {}, input, spec.label));
  return { part, input, show: (place) => (input.checked = !!place) };
}

// Play, Back and Step for the control that counts; `at()` tells where all controls are.
export function steps({ interval }, { reach, place, wish, words }) {
  let timer = null;
  const stop = () => {
    clearTimeout(timer);
    timer = null;
    play.textContent = `▶ ${words.play}`;
    play.ariaLabel = words.play;
  };
  const next = (way) => {
    const beyond = reach().filter((k) => (k - place()) * way > 0);
    return way > 0 ? beyond[0] : beyond.at(-1);
  };
  const go = async () => {
    const to = next(1);
    if (to === undefined) return stop();
    const wait = interval * (to - place());
    const begun = performance.now();
    await wish(to);
    if (timer !== null) timer = setTimeout(go, Math.max(0, wait - (performance.now() - begun)));
  };
  const start = async () => {
    timer = 0;
    play.textContent = `❚❚ ${words.pause}`;
    play.ariaLabel = words.pause;
    if (next(1) === undefined) await wish(reach()[0]);
    go();
  };
  const play = make("button", { type: "button", class: "play", onclick: () => (timer === null ? start() : stop()) });
  const step = (way, label) => make("button", { type: "button",
    onclick: () => { stop(); const to = next(way); if (to !== undefined) wish(to); } }, label);
  stop();
  const part = make("div", { class: "steps" }, play, step(-1, words.back), step(1, words.step));
  return { part, start, stop, isPlaying: () => timer !== null };
}
