"""A planned chart with its released figures into the diagram: statement, words, file and caption."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from socpdf.charts.speech import describe
from socpdf.document.prose import Prose
from socpdf.document.tables import csv_file, table_file
from socpdf.document.twin import chart_csv
from socpdf.ir import document as doc
from socpdf.ir.chart import Chart, Kind, Labels, Panel, Series
from socpdf.ir.chartkind import Order
from socpdf.ir.chartplan import ChartPlan, PlannedPanel, PlannedSeries
from socpdf.ir.reading import plain
from socpdf.ir.spec import DiagramSpec
from socpdf.ir.tables import Released, ReleasedTable, Shown


def assemble_diagram(spec: DiagramSpec, plan: ChartPlan, table: ReleasedTable, prose: Prose) -> doc.Diagram:
    node, words = prose.numbering.new(), prose.write(spec.caption)
    chart = released_chart(spec, plan, table)
    where = "sist i kapitlet" if spec.own else f"i tabell {table.number}"
    further = tuple(_where_the_figures_are(spec, where, prose))
    return doc.Diagram(
        id=prose.numbering.figures[spec.number],
        caption=doc.Caption(node, f"Figur {spec.number}", words, spec.source or table.source, further),
        chart=chart,
        alternative=describe(chart, plain(words), where),
        csv=table_file(table) if spec.own else csv_file(f"figur {spec.number}", chart_csv(chart)),
        table=prose.numbering.tables[table.number],
        span=spec.span,
    )


def released_chart(spec: DiagramSpec, plan: ChartPlan, table: ReleasedTable) -> Chart:
    """The statement, in the order that its released figures give."""
    panels = tuple(_panel(panel, table) for panel in plan.panels)
    order = _order(spec.order, panels[0].series[0].figures)
    return Chart(
        kind=spec.kind,
        lying=plan.lying,
        categories=tuple(plan.categories[at] for at in order),
        category=plan.category,
        panels=tuple(_ordered(panel, order) for panel in panels),
        measure=plan.measure,
        width=spec.width,
        labels=spec.labels or (Labels.LAST if spec.kind is Kind.LINES else Labels.ALL),
        highlighted=frozenset(spec.highlighted),
        pie=spec.pie,
        spoken=plan.spoken,
    )


def _panel(panel: PlannedPanel, table: ReleasedTable) -> Panel:
    return Panel(panel.name, tuple(_series(one, table) for one in panel.series))


def _series(series: PlannedSeries, table: ReleasedTable) -> Series:
    figures = tuple(table.rows[row].cells[column] for row, column in series.cells)
    return Series(series.name, figures[0].unit, figures)


def _order(order: Order, figures: Sequence[Released]) -> list[int]:
    """Categories by their released figures, alike ones as in the table; what is not shown stands last."""
    places = list(range(len(figures)))
    if order is Order.TABLE:
        return places

    def key(at: int) -> tuple[bool, Decimal]:
        figure = figures[at]
        if not isinstance(figure, Shown):
            return True, Decimal(0)
        return False, -figure.number if order is Order.FALLING else figure.number

    return sorted(places, key=key)


def _ordered(panel: Panel, order: Sequence[int]) -> Panel:
    series = (Series(one.name, one.unit, tuple(one.figures[at] for at in order)) for one in panel.series)
    return Panel(panel.name, tuple(series))


def _where_the_figures_are(spec: DiagramSpec, where: str, prose: Prose) -> Iterator[doc.Inline]:
    """With a link to the table."""
    says = "till tabellen med siffrorna" if spec.own else f"till tabell {spec.table}"
    target = doc.Inside(prose.numbering.tables[spec.table])
    yield doc.Text("Siffrorna finns ")
    yield doc.Link(prose.numbering.new(), (doc.Text(where),), target, says)
    yield doc.Text(".")
