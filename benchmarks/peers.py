"""What stands beside the explorers: run in the kernel of each notebook, as its first cell."""

import io
import sys
from unittest import mock

import anywidget
import ipywidgets
from IPython.core.pylabtools import print_figure
from IPython.display import Image, display
from PIL import Image as Pixels
from traitlets import Bytes, Int

TRAITS = ("options", "min", "max", "step", "value")


def pixels(shade):
    """Return a PNG of 4×4 pixels."""
    picture = io.BytesIO()
    Pixels.new("RGB", (4, 4), (shade, 0, 0)).save(picture, "PNG")
    return picture.getvalue()


READY = [pixels(shade) for shade in range(256)]


class BareDrag(anywidget.AnyWidget):
    """The pointer's place goes to the kernel, a ready-made picture comes back, and so on."""

    _esm = """
    export default { render({ model, el }) {
      const image = el.appendChild(new Image(720, 400));
      image.className = "gradlab-dragged";
      let isHeld = false, isAwaited = false, newest = null;
      const ask = () => {
        if (isAwaited || newest === null) return;
        isAwaited = true;
        model.send(newest);
        newest = null;
      };
      image.onpointerdown = (event) => {
        event.preventDefault();
        isHeld = true;
        image.setPointerCapture(event.pointerId);
      };
      image.onpointermove = (event) => { if (isHeld) { newest = event.offsetX; ask(); } };
      image.onpointerup = () => { isHeld = isAwaited = false; };
      model.on("change:answered", () => {
        URL.revokeObjectURL(image.src);
        image.src = URL.createObjectURL(new Blob([model.get("picture")]));
        isAwaited = false;
        ask();
      });
    } };"""
    picture = Bytes(READY[0]).tag(sync=True)
    answered = Int().tag(sync=True)

    def __init__(self):
        super().__init__()
        self.on_msg(self._answer)

    def _answer(self, _, place, _buffers):
        with self.hold_sync():
            self.picture, self.answered = READY[int(place) % 256], self.answered + 1


def bare():
    """Return a slider with a ready-made picture, and one that can be dragged."""
    slider, picture = ipywidgets.IntSlider(max=255, value=100), ipywidgets.Image(value=READY[100])
    slider.observe(lambda change: setattr(picture, "value", READY[change["new"]]), "value")
    return ipywidgets.VBox([slider, picture, BareDrag()])


class Drawing(mock.MagicMock):
    """Stands for an Explorer: keeps what draws, and makes no layers and no widgets."""

    def __init__(self, figure=None, update=None, controls=None, *, backdrop=None, **options):
        super().__init__()
        self.figure, self.update, self.backdrop = figure, update, backdrop


def drawn_anew(make, module, names, values):
    """Return the whole figure, made anew, for these values; `names` are those of its backdrop."""
    unopened = mock.patch.object(ipywidgets.Widget, "open")
    with unopened, mock.patch.object(module, "Explorer", Drawing):
        drawing = make()
    if drawing.backdrop:
        drawing.backdrop(**{name: values[name] for name in names})
    drawing.update(**values)
    return drawing.figure


def twin(explorer, make):
    """Return the same picture as `interact` with an inline figure sends it.

    The explorer's controls that change its background are marked for the page.
    """
    names = explorer.scene._names
    for name in names:
        explorer.controls[name].add_class("bench-backdrop").add_class(f"bench-named-{name}")
    module = sys.modules[explorer.scene._update.__module__]

    def show(**values):
        figure = drawn_anew(make, module, names, values)
        display(Image(print_figure(figure, "png", dpi=144), width=explorer.picture.width))

    controls = {
        name: type(c)(**{k: getattr(c, k) for k in TRAITS if hasattr(c, k)})
        for name, c in explorer.controls.items()
    }
    return ipywidgets.interactive(show, **controls)


bare()
