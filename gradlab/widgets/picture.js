// The picture of an explorer: two layers on each other, the sentence that says what they show, and
// the pointer (mouse, finger or pen). `Picture` gets its layers handed in and does not know where
// they come from, so that a page without Python can use it; `render` below hands in a kernel's.

const OF_SVG = "http://www.w3.org/2000/svg";
// What matplotlib draws with. Anything else, and any link out of the picture, is left out.
const DRAWN = new Set(["svg", "g", "defs", "style", "path", "use", "clipPath", "rect"]);
const POWER = /([\d.]+e-\d+)/; // some browsers break a line after its hyphen
const ICONS = {
  reset: "M5 3v4h4M5.5 6.5a6 6 0 1 1-1.2 5",
  copy: "M7 7V3h10v10h-4M3 7h10v10H3z",
  done: "M4 10l4 4 8-9",
};
const KEPT = 16; // backgrounds of some 100 kB, as many as the kernel keeps
const PATIENCE = 2000; // milliseconds for which a button says that it did what it should

export class Picture {
  // `width` and `height` in CSS pixels; `words` for its buttons; `ask({kind, x, y})` is told of the
  // pointer's places, in shares of the picture, and of "reset": the next only after `answered()`.
  constructor(root, { width, height, words, ask }) {
    Object.assign(this, { ask, words, queue: [], isAwaited: false, held: null, shown: {} });
    this.seen = []; // the backgrounds shown lately, as {bytes, image}, the last one at the end
    this.root = make("div", "gradlab-picture");
    this.sentence = make("p", "gradlab-sentence");
    const gone = make("p", "gradlab-gone", words.gone); // seen when the kernel is gone
    const spoken = make("div", "gradlab-spoken", this.sentence, gone); // stays: a change is spoken there
    spoken.ariaLive = "polite";
    this.reset = this.button("reset", words.reset, () => {
      this.tell("reset");
      this.tell("reset"); // after all that Play had sent before it heard of the first
    });
    this.copy = this.button("copy", words.copy, () => this.copyCode());
    this.background = new Image();
    this.background.alt = "";
    const host = make("div", "gradlab-foreground");
    host.ariaHidden = "true"; // the sentence is said in its place
    this.foreground = host.attachShadow({ mode: "open" }); // its ids and styles stay inside
    this.layers = make("div", "gradlab-layers", this.background, host);
    this.layers.role = "img";
    this.layers.style.aspectRatio = `${width} / ${height}`;
    this.root.style.setProperty("--width", `${width}px`);
    this.root.style.setProperty("--aspect", width / height);
    // A frame for outputs, as Colab has them, is as high as what is in it: the screen counts there.
    if (window.top !== window) this.root.style.setProperty("--window", `${screen.availHeight}px`);
    const buttons = make("div", "gradlab-buttons", this.reset, this.copy);
    const head = make("div", "gradlab-head", spoken, buttons);
    this.root.append(head, this.layers);
    root.append(this.root);
    this.keepRoom();
  }

  // The sentence keeps the room that it once took: the picture does not jump under a finger.
  keepRoom() {
    let before = 0;
    this.observer = new ResizeObserver(() => {
      const { offsetWidth, offsetHeight, style } = this.sentence;
      if (!offsetWidth || this.sentence.dataset.kind === "error") return; // out of sight, or brief
      style.minHeight = offsetWidth === before ? `${offsetHeight}px` : "";
      before = offsetWidth;
    });
    this.observer.observe(this.sentence);
  }

  // Show layers, all at once: `background` (bytes of a PNG), `foreground` (text of an SVG),
  // `sentence`, its `kind` ("shows" or "error"), `code`, which the copy button copies, and the
  // `areas` that can be dragged, as [left, top, width, height] in shares of the picture.
  async show(layers) {
    this.wanted = layers;
    if (this.isLoading) return; // it will show what is wanted then
    while (this.wanted && this.wanted.background !== this.shown.background) {
      const layers = this.wanted;
      this.isLoading = true;
      const image = this.recalled(layers.background) ?? (await loaded(layers.background));
      this.isLoading = false;
      if (!this.wanted) return URL.revokeObjectURL(image.src); // removed meanwhile
      this.replaceBackground(image, layers.background);
      // What belongs to it, if by now another one is wanted: else nothing is seen until they rest.
      if (this.wanted.background !== layers.background) this.draw(layers);
    }
    if (this.wanted) this.draw(this.wanted);
  }

  // The image of these bytes, if it was shown lately: then it is there at once.
  recalled(bytes) {
    return this.seen.find((one) => same(one.bytes, bytes))?.image;
  }

  replaceBackground(image, bytes) {
    this.background.replaceWith(image);
    this.background = image;
    this.shown.background = bytes;
    this.seen = [...this.seen.filter((one) => one.image !== image), { bytes, image }];
    if (this.seen.length > KEPT) URL.revokeObjectURL(this.seen.shift().image.src);
  }

  draw({ foreground, sentence, kind, code, areas }) {
    if (foreground !== this.shown.foreground) this.foreground.replaceChildren(harmless(foreground));
    const parts = sentence.split(POWER).map((part, i) => (i % 2 ? make("span", "", part) : part));
    this.sentence.replaceChildren(...parts);
    this.sentence.dataset.kind = kind;
    this.sentence.role = kind === "error" ? "alert" : "status";
    if (kind !== "error") this.layers.ariaLabel = sentence;
    if (areas !== this.shown.areas) {
      this.layers.querySelectorAll(".gradlab-area").forEach((area) => area.remove());
      this.layers.append(...areas.map((area) => this.area(area)));
    }
    this.copy.hidden = !code;
    Object.assign(this.shown, { foreground, code, areas });
  }

  // A place that can be dragged. Outside of it a finger scrolls the page.
  area(shares) {
    const area = make("div", "gradlab-area");
    ["left", "top", "width", "height"].forEach((side, i) => {
      area.style[side] = `${100 * shares[i]}%`;
    });
    area.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || !event.isPrimary) return; // not a second finger
      this.held = event.pointerId;
      area.setPointerCapture(event.pointerId);
      this.isAwaited = false; // an answer that was lost on the way holds nothing up
      this.tell("press", event);
    });
    area.addEventListener("pointermove", (event) => {
      if (event.pointerId === this.held) this.tell("drag", event);
    });
    area.addEventListener("lostpointercapture", (event) => {
      if (event.pointerId !== this.held) return; // comes after every release, and every accident
      this.held = null;
      this.tell("release");
    });
    return area;
  }

  // Tell of the place of an event, or of the last one.
  tell(kind, event) {
    const box = this.layers.getBoundingClientRect();
    if (event) {
      this.x = (event.clientX - box.left) / box.width;
      this.y = (event.clientY - box.top) / box.height;
    }
    if (kind === "drag" && this.queue.at(-1)?.kind === "drag") this.queue.pop(); // the newest counts
    this.queue.push({ kind, x: this.x, y: this.y });
    this.askNext();
  }

  askNext() {
    if (this.isAwaited || !this.queue.length) return;
    this.isAwaited = true;
    this.ask(this.queue.shift());
  }

  answered() {
    this.isAwaited = false;
    this.askNext();
  }

  button(name, words, act) {
    const button = make("button", `gradlab-${name}`);
    button.type = "button";
    say(button, name, words);
    button.addEventListener("click", act);
    return button;
  }

  async copyCode() {
    await copied(this.shown.code);
    say(this.copy, "done", this.words.copied);
    setTimeout(() => say(this.copy, "copy", this.words.copy), PATIENCE);
  }

  remove() {
    this.wanted = null;
    this.observer.disconnect();
    this.seen.forEach(({ image }) => URL.revokeObjectURL(image.src));
    this.root.remove();
  }
}

function say(button, icon, words) {
  button.title = button.ariaLabel = words;
  const svg = document.createElementNS(OF_SVG, "svg");
  const path = document.createElementNS(OF_SVG, "path");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.ariaHidden = "true";
  path.setAttribute("d", ICONS[icon]);
  svg.append(path);
  button.replaceChildren(svg);
}

function make(tag, name, ...children) {
  const element = document.createElement(tag);
  element.className = name;
  element.append(...children);
  return element;
}

// Resolves when the image can be put in: decoded in the same frame, so that none is without it.
function loaded(png) {
  const image = new Image();
  image.alt = "";
  image.decoding = "sync";
  return new Promise((resolve) => {
    image.onload = image.onerror = () => resolve(image); // a broken one the browser shows as broken
    image.src = URL.createObjectURL(new Blob([png], { type: "image/png" }));
  });
}

function same(one, other) {
  if (one.byteLength !== other.byteLength) return false;
  const [a, b] = [one, other].map((v) => new Uint8Array(v.buffer, v.byteOffset, v.byteLength));
  return a.every((byte, i) => byte === b[i]);
}

// Return the SVG as an element in which nothing runs and nothing is fetched.
function harmless(text) {
  const svg = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  for (const part of [svg, ...svg.querySelectorAll("*")]) {
    if (part.namespaceURI !== OF_SVG || !DRAWN.has(part.localName)) part.remove();
    for (const { name, localName, value } of [...part.attributes]) {
      const leadsOut = localName === "href" && !value.startsWith("#");
      if (leadsOut || localName.startsWith("on") || fetches(value)) part.removeAttribute(name);
    }
    if (part.localName === "style" && fetches(part.textContent)) part.remove();
  }
  svg.setAttribute("width", "100%");
  svg.setAttribute("height", "100%");
  return document.importNode(svg, true);
}

// A backslash could spell any of these in another way.
const fetches = (value) => /@import|image-set|\\|url\((?!['"]?#)/i.test(value);

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without https the browser has no clipboard for scripts; this old way still works.
    const field = make("textarea", "", text);
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}

function render({ model, el }) {
  const view = `${Math.random()}`; // a picture may be shown twice: each waits for its own answers
  const ask = (message) => model.send({ ...message, view });
  const get = (...names) => Object.fromEntries(names.map((name) => [name, model.get(name)]));
  const picture = new Picture(el, { ...get("width", "height", "words"), ask });
  let last = 0;
  const follow = () => {
    picture.show(get("background", "foreground", "sentence", "kind", "code", "areas"));
    const [who, count] = model.get("answered");
    if (who === view && count !== last) {
      last = count;
      picture.answered();
    }
  };
  model.on("change", follow);
  follow();
  return () => {
    model.off("change", follow);
    picture.remove();
  };
}

export default { render };
