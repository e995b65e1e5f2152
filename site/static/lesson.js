// What a page of the site does: explorers and questions wake up by themselves, the address tells
// of a state and a state of its address, and P presents.

import "./explorer.js";
import "./question.js";
import "./sketch.js";
import { follow } from "./address.js";
import { present } from "./present.js";

const CALM = matchMedia("(prefers-reduced-motion: reduce)");

document.documentElement.dataset.script = ""; // it runs: what is only for those without is hidden
follow();
present();

// On paper nothing can be unfolded.
const folds = new Set();
addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll("details.folded:not([open])")) {
    folds.add(fold);
    fold.open = true;
  }
});
addEventListener("afterprint", () => {
  folds.forEach((fold) => (fold.open = false));
  folds.clear();
});

// The picture of the landing page plays when it is there, if nobody has touched it.
for (const hero of document.querySelectorAll("[data-autoplay]")) {
  if (location.hash || CALM.matches) continue;
  let isTouched = false;
  hero.addEventListener("pointerdown", () => (isTouched = true), { once: true });
  hero.addEventListener("keydown", () => (isTouched = true), { once: true });
  hero.wake().then(() => {
    if (isTouched || !hero.steps) return;
    hero.wish({ [hero.table.steps.control]: 0 }, false);
    hero.steps.start();
  }, () => {});
}
