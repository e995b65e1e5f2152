// Present: the lesson a screen at a time, in large type. P begins and Escape ends it, as does
// ?present in the address; a clicker's page keys turn. Each section begins a screen; an explorer or
// a question has one to itself; what is too large for a screen is made smaller until it fits.

const KEYS = { PageDown: 1, ArrowRight: 1, ArrowDown: 1, " ": 1, Enter: 1, PageUp: -1, ArrowLeft: -1, ArrowUp: -1 };
const ALONE = "gradlab-explorer, .question";
const ROOM = 0.86; // of the window's height, for what is on a screen

let screens = [];
let now = 0;
let isOn = false;

export function present() {
  const button = document.querySelector("button.present");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => begin());
  addEventListener("keydown", onKey);
  addEventListener("resize", () => isOn && begin(now));
  if (new URLSearchParams(location.search).has("present")) begin();
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isTyping = event.target.matches?.("input:not([type=range]), select, textarea");
  if (event.key.toLowerCase() === "p" && !isTyping) return isOn ? end() : begin();
  if (!isOn) return;
  if (event.key === "Escape") return end();
  const isHeld = event.target.matches?.("input, select, button, summary, a, textarea");
  const way = KEYS[event.key];
  const isPaging = event.key.startsWith("Page");
  if (!way || (isHeld && !isPaging)) return;
  event.preventDefault();
  event.stopPropagation();
  turn(now + way);
}

// Wrap what stands on a screen, and show the one in which the reader was.
function begin(at) {
  const top = at ?? firstSeen();
  unwrap();
  isOn = true;
  document.documentElement.dataset.present = "";
  document.querySelectorAll("main > section").forEach(wrap);
  screens = [...document.querySelectorAll(".screen")];
  addPager();
  turn(typeof top === "number" ? top : Math.max(0, screens.findIndex((s) => s.contains(top))));
}

function firstSeen() {
  const blocks = [...document.querySelectorAll("main > section > *")];
  return blocks.find((block) => block.getBoundingClientRect().bottom > 60) ?? 0;
}

function end() {
  const first = screens[now]?.firstElementChild?.firstElementChild;
  unwrap();
  isOn = false;
  delete document.documentElement.dataset.present;
  first?.scrollIntoView({ block: "start", behavior: "instant" });
}

function unwrap() {
  document.querySelector(".pager")?.remove();
  document.querySelectorAll(".screen").forEach((screen) => {
    screen.replaceWith(...screen.firstElementChild.childNodes);
  });
}

// Put the parts of a section on screens, as many on each as fit.
function wrap(section) {
  const room = ROOM * innerHeight;
  let screen = null;
  let inner = null;
  const next = () => {
    screen = document.createElement("div");
    screen.className = "screen";
    inner = document.createElement("div");
    screen.append(inner);
    section.append(screen);
  };
  for (const part of [...section.children]) {
    const isAlone = part.matches(ALONE);
    if (!inner || (isAlone && inner.children.length) || inner.hasAttribute("data-full")) next();
    inner.append(part);
    if (!isAlone && inner.children.length > 1 && inner.scrollHeight > room) {
      next();
      inner.append(part);
    }
    if (isAlone) inner.setAttribute("data-full", ""); // nothing beside it
  }
}

function turn(to) {
  now = Math.min(Math.max(to, 0), screens.length - 1);
  screens.forEach((screen, k) => {
    screen.hidden = k !== now;
  });
  const screen = screens[now];
  for (const explorer of screen.querySelectorAll("gradlab-explorer")) {
    explorer.wake().then(() => fit(screen), () => {});
  }
  fit(screen);
  document.querySelector(".pager output").textContent = `${now + 1} / ${screens.length}`;
}

// Make what is too large smaller; again when it changes, such as an answer that appears.
const sizes = new ResizeObserver(() => isOn && fit(screens[now]));

function fit(screen) {
  if (screen.hidden) return;
  const inner = screen.firstElementChild;
  sizes.disconnect();
  inner.style.zoom = 1;
  const [height, width] = [ROOM * innerHeight, 0.94 * innerWidth];
  let zoom = 1;
  for (let k = 0; k < 6; k += 1) { // text that is smaller breaks into fewer lines
    const share = Math.min(height / (inner.scrollHeight * zoom), width / (inner.scrollWidth * zoom));
    if (share >= 0.999) break;
    zoom *= Math.max(0.5, share);
    inner.style.zoom = zoom;
  }
  sizes.observe(inner);
}

function addPager() {
  const pager = document.createElement("nav");
  pager.className = "pager";
  pager.ariaLabel = "Screens";
  const button = (label, words, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    made.ariaLabel = words;
    made.addEventListener("click", act);
    return made;
  };
  pager.append(
    button("‹", "Back", () => turn(now - 1)),
    document.createElement("output"),
    button("›", "Next", () => turn(now + 1)),
    button("✕", "End the presentation", end),
  );
  document.body.append(pager);
}
