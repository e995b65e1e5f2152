"""The sliders of an explorer, and the values that a control can take."""

import math
from numbers import Real

from ipywidgets import (
    Button,
    Checkbox,
    FloatLogSlider,
    FloatSlider,
    IntSlider,
    Layout,
    Play,
    jslink,
)

from .reachable import BRAND

# ipywidgets' own handle is white with a border of less than 2:1 on white.
HANDLE = {"handle_color": BRAND}
PLAY_SECONDS = 15  # from the first step to the last: many pass quickly, few can be followed
STEPS = {1: ("Step", "step-forward"), -1: ("Back", "step-backward")}


def slider(low, high, value, step=0.1):
    """Return a slider in even steps; one of whole numbers if all four are whole."""
    whole = all(isinstance(number, int) for number in (low, high, value, step))
    kind = IntSlider if whole else FloatSlider
    layout = Layout(width="auto")
    control = kind(value=value, min=low, max=high, step=step, layout=layout, style=HANDLE)
    if not whole:
        control.readout_format = f".{len(f'{step:f}'.rstrip('0').partition('.')[2])}f"
    return control


def log_slider(low, high, value, per_decade=10):
    """Return a slider from 10**low to 10**high, in `per_decade` steps to each factor of ten."""
    control = FloatLogSlider(
        value=value,
        min=low,
        max=high,
        step=1 / per_decade,
        # Like g, without zeros at the end; a number with many zeros in front has no room.
        readout_format=".3" if low > -5 else ".1e",
        layout=Layout(width="auto"),
        style=HANDLE,
    )
    control.value = nearest(control, value)  # where the browser would put it in any case
    return control


def nearest(slider, value):
    """Return the value that the slider can take nearest to `value`."""
    log = isinstance(slider, FloatLogSlider)
    low, high = (slider.base**end if log else end for end in (slider.min, slider.max))
    value = min(max(value, low), high)
    place = math.log(value, slider.base) if log else value
    place = slider.min + slider.step * round((place - slider.min) / slider.step)
    place = round(min(max(place, slider.min), slider.max), 10)  # 5.3, not 5.300000000000001
    return slider.base**place if log else type(slider.value)(place)


def taken(control, value, name):
    """Return what a control takes of a value that somebody wrote, or raise a ValueError."""
    if hasattr(control, "options"):
        options = control._options_full
        for label, its in options:
            if value is its or value == label:
                return its
        labels = ", ".join(repr(label) for label, _ in options)
        raise ValueError(f"{name} must be one of {labels}, not {value!r}")
    if isinstance(control, Checkbox):
        return bool(value)
    if not isinstance(value, Real) or isinstance(value, bool) or value != value:
        raise ValueError(f"{name} must be a number, not {value!r}")
    return nearest(control, value)


def said(control):
    """Return a control's value as a line of code says it."""
    if hasattr(control, "options"):
        return repr(control.label)
    if isinstance(control, FloatLogSlider):
        return f"{control.value:.4g}"  # enough to tell its places apart
    return repr(control.value)


def play(count):
    """Return Play for the control that counts steps; it counts in the browser."""
    interval = round(1000 * PLAY_SECONDS * count.step / (count.max - count.min))
    made = Play(value=count.value, min=count.min, max=count.max, step=count.step, interval=interval)
    made.show_repeat = False
    made._view_count = 0  # from now on the browser counts where it is shown: nowhere, it stops
    made.observe(lambda views: views["new"] or setattr(made, "playing", False), "_view_count")
    jslink((made, "value"), (count, "value"))  # in the browser: no timer in the kernel
    return made


def step_button(way, act):
    """Return a button for a step on (1) or back (-1); it calls ``act(button)``."""
    description, icon = STEPS[way]
    button = Button(description=description, icon=icon)
    button.on_click(act)
    return button
