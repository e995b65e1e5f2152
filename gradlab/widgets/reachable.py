"""What a keyboard or a screen reader needs and ipywidgets leaves out: see reachable.js."""

import html
from pathlib import Path

SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
BRAND = "var(--jp-brand-color1, #1976D2)"  # JupyterLab's blue, 4.6:1 on white
FOCUS = (
    f".widget-vbox :focus-visible {{ outline: 2px solid {BRAND} !important; outline-offset: 2px }}"
)
ANSWERS = (
    ".widget-radio-box label { height: auto; min-height: 24px; line-height: 24px;"  # a finger
    " display: flex; align-items: start }"  # its circle beside the first line of a long answer
    " .widget-radio-box input { order: -1; flex: none; height: 24px }"
)
ASKED = (  # a question of several lines is one paragraph
    ".gradlab-question > :first-child > .widget-html-content { line-height: 20px; padding: 4px 0 }"
)
# A script in an HTML widget does not run. A style tells when it is there, and that does.
REACHABLE = f'<style onload="{html.escape(SCRIPT)}">{FOCUS} {ANSWERS} {ASKED}</style>'
