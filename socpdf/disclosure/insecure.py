"""Why a report cannot be released; told by `choose`, and heard by `release` without a solver."""

from socpdf.ir.tables import CellKey


class Insecure(Exception):  # noqa: N818 - a finding about the report, not a fault of the program
    """Some cells can be told whatever is withheld, or the figures contradict each other."""

    def __init__(
        self, cells: tuple[CellKey, ...], *, told: tuple[CellKey, ...] = (), broken: tuple[str, ...] = ()
    ) -> None:
        super().__init__(", ".join((*map(str, told), *broken)))
        self.cells = cells
        """Of the piece."""
        self.told = told
        self.broken = broken
        """The relations that cannot hold together."""
