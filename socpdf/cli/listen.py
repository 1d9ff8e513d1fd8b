"""`socpdf lyssna`: what a screen reader would say of any tagged PDF, whole or by what users jump to."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, Literal

from socpdf.cli import console
from socpdf.cli.status import Misuse, Status
from socpdf.preflight.listen import Heard, Stop, Transcript, Untold, listen

# What users list and jump by, as the option calls it.
_KINDS: Final[Mapping[str, Literal["heading", "table", "link", "figure"]]] = {
    "rubriker": "heading",
    "tabeller": "table",
    "länkar": "link",
    "bilder": "figure",
}


def run(file: Path, only: str | None, table: str | None, *, as_json: bool) -> Status:
    if not file.is_file():
        raise Misuse("U105", "there is no such file", str(file))
    if only is not None and table is not None:
        raise Misuse("U101", "`--bara` and `--tabell` exclude each other: name one", "socpdf lyssna")
    try:
        transcript = listen(file)
    except Untold as silence:
        console.tell(console.harmless(f"{file}: {silence.finding}"))
        return Status.FINDINGS
    entries = _entries(transcript, only, table)
    if as_json:
        console.show_json(
            {
                "file": str(file),
                "title": transcript.title,
                "language": transcript.language,
                "pages": len(transcript.labels),
                "heard": [_as_json(entry, transcript) for entry in entries],
            }
        )
    else:
        for entry in entries:
            place = f", sida {transcript.labels[entry.page]}" if only and entry.page is not None else ""
            console.show(console.harmless(entry.text + place))
    return Status.BUILT


def _entries(transcript: Transcript, only: str | None, table: str | None) -> Sequence[Heard | Stop]:
    if only is not None:
        return [stop for stop in transcript.stops if stop.kind == _KINDS[only]]
    if table is None:
        return transcript.heard
    found = transcript.table(table)
    if not found:
        names = [" ".join(stop.text.split()[:2]) for stop in transcript.stops if stop.kind == "table"]
        hint = f"it has {', '.join(names)}" if names else "it has no tables"
        raise Misuse("U201", f"the file has no table `{table}`", "socpdf lyssna", hint)
    return found


def _as_json(entry: Heard | Stop, transcript: Transcript) -> dict[str, str | None]:
    page = None if entry.page is None else transcript.labels[entry.page]
    return {"kind": entry.kind, "text": entry.text, "page": page}
