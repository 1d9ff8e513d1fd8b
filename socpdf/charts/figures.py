"""Released figures as a chart needs them: how long, and what is written; withheld ones have no length."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from socpdf.ir.chart import Chart, Series
from socpdf.ir.tables import Released, Shown, Withheld
from socpdf.ir.tidy import Sign
from socpdf.text.swedish import NO_BREAK_SPACE, cell, figure, spoken


def number(value: Released) -> float | None:
    return float(value.number) if isinstance(value, Shown) else None


def numbers(series: Iterable[Series]) -> list[float]:
    return [float(value.number) for one in series for value in one.figures if isinstance(value, Shown)]


def with_unit(value: Released) -> str:
    """As it stands alone, away from what says its unit."""
    if isinstance(value, Shown) and value.unit == "procent":
        return f"{cell(value)}{NO_BREAK_SPACE}%"
    return cell(value)


def of_ticks(ticks: Iterable[float]) -> tuple[str, ...]:
    """The figures at an axis, all with the decimals that one of them needs."""
    # Ten digits are more than any axis has, and fewer than those in which floats are off.
    exact = [Decimal(repr(round(tick, 10))).normalize() for tick in ticks]
    decimals = max((-int(tick.as_tuple().exponent) for tick in exact), default=0)
    return tuple(figure(tick.quantize(Decimal(1).scaleb(-max(decimals, 0)))) for tick in exact)


def is_whole(values: Iterable[float]) -> bool:
    """Whether there are only whole figures: an axis then has no half ones."""
    return all(value == int(value) for value in values)


def every_series(chart: Chart) -> Iterator[Series]:
    for panel in chart.panels:
        yield from panel.series


def signs(chart: Chart) -> tuple[Sign, ...]:
    """The signs that stand in the chart instead of figures."""
    there = {
        value.sign
        for series in every_series(chart)
        for value in series.figures
        if not isinstance(value, Shown)
    }
    return tuple(sign for sign in Sign if sign in there)


def explained(sign: Sign) -> str:
    return f"{sign.value} {spoken(sign)}"


def is_secret(sign: Sign) -> bool:
    """Whether there is a figure that is kept secret; the other signs say that there is none."""
    return sign in (Sign.WITHHELD, Sign.WITHHELD_SECONDARY)


def is_hidden(value: Released) -> bool:
    """Whether a hatched mark stands for it."""
    return isinstance(value, Withheld) and is_secret(value.sign)
