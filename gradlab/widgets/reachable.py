"""What a keyboard or a screen reader needs and ipywidgets leaves out: see reachable.js."""

import html
from pathlib import Path

SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
BRAND = "var(--jp-brand-color1, #1976D2)"  # JupyterLab's blue, 4.6:1 on white
FOCUS = (
    f".widget-vbox :focus-visible {{ outline: 2px solid {BRAND} !important; outline-offset: 2px }}"
)
ANSWERS = (
    ".widget-radio-box label { height: auto; min-height: 24px; line-height: 24px }"  # a finger
)
# A script in an HTML widget does not run. A style tells when it is there, and that does.
REACHABLE = f'<style onload="{html.escape(SCRIPT)}">{FOCUS} {ANSWERS}</style>'
