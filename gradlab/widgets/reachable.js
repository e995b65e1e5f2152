// For those who use a keyboard or a screen reader, what ipywidgets 8 leaves out and Python cannot
// reach: names for sliders and for the buttons of Play; a place that stays where
// sentences come and go, since a change is spoken only there; and arrow keys for handles, answers
// and drop-downs, which JupyterLab and Notebook take for cells (jupyter-widgets/ipywidgets#3912).
const box = this.closest(".widget-vbox");
const ARROWS = "[role=slider], [type=radio], select"; // Notebook looks at what has the focus alone
const each = (selector, act) => box.querySelectorAll(selector).forEach(act);

const help = () => {
  each(".widget-slider", ({ children: [label, track, number] }) => {
    const handle = track.querySelector("[role=slider]");
    handle.ariaLabel = number.ariaLabel = label.textContent;
    handle.ariaValueText = number.textContent; // of a log slider it would be the exponent
    const value = Number(number.textContent.replace("−", "-"));
    // Rounded to one digit it is 0.0 for 0.02. A log slider's is its exponent, never so near.
    if (Math.abs(value - handle.ariaValueNow) < 0.1) handle.ariaValueNow = value;
    number.role = "textbox";
  });
  each(".widget-play", ({ children: [play, stop, repeat] }) => {
    [play.ariaLabel, stop.ariaLabel, repeat.ariaLabel] = ["Play or pause", "Stop", "Repeat"];
  });
  each(".widget-radio-box", (answers) => {
    answers.role = "radiogroup";
    answers.ariaLabel = this.previousElementSibling.textContent; // the question
  });
  each("[role=status], [role=alert]", (line) => (line.parentElement.ariaLive = "polite"));
  each(ARROWS, (place) => (place.dataset.lmSuppressShortcuts = "true"));
};

new MutationObserver(help).observe(box, { childList: true, subtree: true });
help();
