"""Turns a failure of the program itself into a message: short, without paths or figures of the data."""

import os
import traceback
from collections.abc import Iterator
from types import FrameType

from socpdf.core.diagnostics import Diagnostic, Sink, Span


def diagnose(error: Exception) -> Diagnostic:
    """Names the kind of failure and the module; with SOCPDF_DEBUG=1 also the way there.

    Never the error's own words: they may quote a figure that must stay secret, or a path.
    """
    steps = list(_steps(error))
    where = steps[-1].split(":")[0] if steps else "the command"
    message = f"internal error: {type(error).__name__} in {where}"
    hint = "this is a mistake in socpdf: please report it with what you ran and what `SOCPDF_DEBUG=1` adds"
    if os.environ.get("SOCPDF_DEBUG") == "1":
        hint = "please report this message, what you ran, and the way there: " + " > ".join(steps)
    sink = Sink()
    sink.error("U901", message, Span("socpdf"), hint)
    return sink.diagnostics[0]


def _steps(error: Exception) -> Iterator[str]:
    """`module:line` of every frame inside socpdf, outermost first, and of the frame that failed."""
    frames = list(traceback.walk_tb(error.__traceback__))
    for place, (frame, line) in enumerate(frames):
        module = _module(frame)
        if module.partition(".")[0] == "socpdf" or place == len(frames) - 1:
            yield f"{module}:{line}"


def _module(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__", "unknown"))
