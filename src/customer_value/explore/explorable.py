"""A function that draws becomes a chart to explore: controls, a picture, and a sentence that says what it shows."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from customer_value.errors import CustomerValueError, DataError, UnknownNameError
from customer_value.figures import theme
from customer_value.figures.pictures import figure_html, palette_png

from .canvas import Canvas, fast_png
from .controls import Control, Task, read

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_HERE = Path(__file__).parent
_SCALES = (1.0, 2.0)  # device pixels to a CSS pixel that a browser may ask for


def make(
    draw: Callable[..., str],
    *,
    title: str | None = None,
    tasks: Sequence[str | Task] = (),
    height: float = theme.HEIGHT,
    ahead: bool = True,
    **ranges: Control | Sequence[Any] | bool,
) -> Explorable:
    """Make an explorable chart of a function that draws.

    Parameters
    ----------
    draw : callable
        `draw(fig, **settings)` draws on the figure (7 inches wide, the same one each time) and returns the sentence
        that says what is to be seen, with its numbers. It is what a screen reader reads.
    title : str, optional
        Name of the chart; the first line of the function's docstring unless given.
    tasks : sequence of str or task(...)
        What to find; shown beside the picture.
    height : float
        Height of the figure, inches.
    ahead : bool
        Whether neighbouring settings are drawn before they are asked for. Switch it off when a drawing takes long.
    **ranges
        One for each setting: `(low, high)`, `(low, high, step)`, `(low, high, step, start)`, a list of texts,
        True or False, or `control(...)` with a label, a unit and a format.

    Raises
    ------
    DataError
        When there is nothing to set, a range is no range, or the function returns no sentence.
    UnknownNameError
        When a range names a setting that the function does not take.

    Examples
    --------
    >>> def draw(fig, retention):
    ...     '''Years that a customer stays'''
    ...     fig.clear()
    ...     fig.subplots().plot([retention**year for year in range(10)])
    ...     return f"With a retention of {retention:.0%} a customer stays {1 / (1 - retention):.1f} years on average."
    >>> make(draw, retention=(0.4, 0.95, 0.05, 0.8))
    With a retention of 80% a customer stays 5.0 years on average.
    """
    controls = read(ranges)
    _fits(draw, controls)
    named = title if title is not None else (inspect.getdoc(draw) or "").partition("\n")[0].rstrip(".")
    todo = tuple(Task(each) if isinstance(each, str) else each for each in tasks)
    return Explorable(draw, named, todo, controls, Canvas(height), ahead=ahead)


class Explorable(anywidget.AnyWidget):
    """A chart to explore; made by `make`. In a notebook it shows itself."""

    _esm = _HERE / "explorable.js"
    _css = _HERE / "explorable.css"
    _chart = traitlets.Dict().tag(sync=True)
    _png = traitlets.Bytes().tag(sync=True)

    def __init__(
        self,
        draw: Callable[..., str],
        title: str,
        tasks: tuple[Task, ...],
        controls: dict[str, Control],
        canvas: Canvas,
        *,
        ahead: bool,
    ) -> None:
        self._draw, self._title, self._tasks, self._controls, self._canvas = draw, title, tasks, controls, canvas
        sentence, pixels, done = self._frame({name: each.start for name, each in controls.items()}, scale=2)
        self._sentence = sentence
        chart = {
            "title": title,
            "controls": [each.describe(name) for name, each in controls.items()],
            "tasks": [{"text": each.text, "then": each.then, "ticks": each.reached is not None} for each in tasks],
            "sentence": sentence,
            "done": done,
            "height": round(canvas.fig.get_figheight() * 100),
            "ahead": ahead,
        }
        super().__init__(_chart=chart, _png=palette_png(pixels[..., :3]))
        self.on_msg(self._answer)

    def __repr__(self) -> str:
        return self._sentence

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Add to the widget what stands in its place where no kernel runs: the picture at the start, and its text."""
        bundle, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        bundle["text/html"] = figure_html(self._png, alt=self._sentence, caption=self._sentence)
        bundle["text/plain"] = self._sentence
        return bundle, metadata

    def _answer(self, _: object, content: Mapping[str, Any], __: object) -> None:
        """Draw the frame that the browser asks for; what goes wrong is answered too, never swallowed."""
        answer: dict[str, Any] = {"id": content.get("id")}
        try:
            scale = _SCALES[0] if content.get("scale", 1) <= 1 else _SCALES[1]
            sentence, pixels, done = self._frame(content["settings"], scale)
            self.send(answer | {"sentence": sentence, "done": done}, [fast_png(pixels)])
        except CustomerValueError as error:
            self.send(answer | {"error": str(error)})
        except Exception as error:  # noqa: BLE001  the drawing function is anyone's; its error belongs on the screen
            self.send(answer | {"error": f"The drawing function stopped: {type(error).__name__}: {error}"})

    def _frame(self, given: Mapping[str, object], scale: float) -> tuple[str, Any, list[int]]:
        """Return the sentence, the pixels and the tasks reached for some settings."""
        settings = {name: each.accept(name, given[name]) for name, each in self._controls.items()}
        with theme.style():
            sentence = self._draw(self._canvas.fig, **settings)
            if not isinstance(sentence, str) or not sentence.strip():
                raise DataError(
                    f"{_name(self._draw)} returned {sentence!r}; end it with the sentence that says what the picture "
                    f'shows, such as return f"A customer is worth €{{value:.0f}}."'
                )
            pixels = self._canvas.pixels(scale)
        done = [at for at, each in enumerate(self._tasks) if each.reached and each.reached(**settings)]
        return sentence, pixels, done


def _fits(draw: Callable[..., str], controls: Mapping[str, Control]) -> None:
    """Compare the ranges with the settings that the function takes."""
    if not controls:
        raise DataError(f"{_name(draw)} has nothing to set; name a range, such as retention=(0.4, 0.95, 0.01)")
    _, *takes = inspect.signature(draw).parameters.values()
    if not any(each.kind is each.VAR_KEYWORD for each in takes):
        for name in controls:
            if name not in [each.name for each in takes]:
                raise UnknownNameError.among("setting", name, [each.name for each in takes])
    for each in takes:
        if each.default is each.empty and each.kind is not each.VAR_KEYWORD and each.name not in controls:
            raise DataError(f"{_name(draw)} needs {each.name}; give its range, such as {each.name}=(0, 1, 0.01)")


def _name(draw: Callable[..., str]) -> str:
    return getattr(draw, "__name__", type(draw).__name__)
