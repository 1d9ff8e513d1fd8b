"""The rules of the house, held by reading the source: imports, fences, types, codes, sizes.

A rule is a function from a module's name and its source to complaints, so that each is also shown to bite.
"""

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from socpdf.core import codes
from socpdf.core.codes import (
    audit,
    data,
    findings,
    language,
    layout,
    press,
    secrecy,
    tables,
    use,
)

Rule = Callable[[str, str], Iterator[str]]

ROOT: Final = Path(__file__).parent.parent
STAGES: Final = (
    "spec",
    "sources",
    "tables",
    "disclosure",
    "audit",
    "document",
    "layout",
    "pdf",
    "preflight",
)

# Each package of socpdf with those it may import; a stage is not among what another stage may.
BELOW_STAGES: Final = frozenset({"text", "charts", "profiles", "ir", "core"})
MAY_IMPORT: Final = {
    "core": frozenset[str](),
    "ir": frozenset({"core"}),
    "text": frozenset({"ir", "core"}),
    "profiles": frozenset({"ir", "core"}),
    "charts": frozenset({"text", "profiles", "ir", "core"}),
    **dict.fromkeys(STAGES, BELOW_STAGES),
    "judged": BELOW_STAGES | {"preflight"},
    "pipeline": BELOW_STAGES | frozenset(STAGES) | {"judged"},
    "cli": BELOW_STAGES | frozenset(STAGES) | {"pipeline"},
    "__main__": frozenset({"cli"}),
}

# Each third-party library that has a fence, with the modules or packages inside it.
FENCES: Final = {
    "pandas": ("socpdf.sources", "socpdf.tables"),
    "matplotlib": ("socpdf.charts.geometry",),
    "reportlab": ("socpdf.pdf.surface", "socpdf.pdf.fonts"),
    "pypdf": ("socpdf.pdf.finish", "socpdf.pdf.dump", "socpdf.preflight.facts"),
    "highspy": ("socpdf.disclosure.solver",),
    "typer": ("socpdf.cli",),
    "rich": ("socpdf.cli",),
}

# What differs from run to run. A duration (perf_counter) is no time of day, and may be told.
UNREPEATABLE: Final = {
    "hash",
    "id",
    "uuid1",
    "uuid4",
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.gmtime",
    "time.ctime",
    "time.strftime",
}
MAY_TELL_TIME: Final = ("socpdf.core.clock", "socpdf.cli")

EVIDENCE: Final = {"ReleasedTable", "ReleasedReport", "DisclosureAudit"}
MOST_LINES: Final = 700
CODE: Final = re.compile(r"[A-Z]\d{3}")
FAMILIES: Final = {
    "L": language.CODES,
    "D": data.CODES,
    "T": tables.CODES,
    "S": secrecy.CODES,
    "A": audit.CODES,
    "G": layout.CODES,
    "F": findings.CODES,
    "P": press.CODES,
    "U": use.CODES,
}


# --- the rules ---


def imports_run_one_way(module: str, source: str) -> Iterator[str]:
    """cli → pipeline → stages → {text, charts, profiles} → ir → core; never between stages."""
    here = _package(module)
    for name in _imports(module, source):
        if name.partition(".")[0] != "socpdf":
            continue
        there = _package(name)
        # `from socpdf import __version__` names no package, and `from socpdf import spec` does.
        if there in MAY_IMPORT and there != here and there not in MAY_IMPORT.get(here, frozenset()):
            yield f"imports {name}, which is not below it"


def libraries_keep_to_their_fences(module: str, source: str) -> Iterator[str]:
    """Elsewhere we speak our own types."""
    for name in _imports(module, source):
        inside = FENCES.get(name.partition(".")[0])
        if inside is not None and not _is_in(module, inside):
            yield f"imports {name}, which belongs to {', '.join(inside)}"


def runs_repeat(module: str, source: str) -> Iterator[str]:
    """Same input, same bytes: no addresses, no random ids, no time of day."""
    for call in _calls(source):
        name = ast.unparse(call.func)
        if any(name == banned or name.endswith(f".{banned}") for banned in UNREPEATABLE):
            is_time = name.rpartition(".")[0].rpartition(".")[2] in {"datetime", "date", "time"}
            if not (is_time and _is_in(module, MAY_TELL_TIME)):
                yield f"line {call.lineno} calls {name}(), which differs from run to run"


def evidence_is_made_by_disclosure(module: str, source: str) -> Iterator[str]:
    """A released table proves that it was looked at: nobody else may make one."""
    for call in _calls(source):
        name = ast.unparse(call.func).rpartition(".")[2]
        if name in EVIDENCE and _package(module) != "disclosure":
            yield f"line {call.lineno} makes a {name}"


def types_between_stages_are_frozen(module: str, source: str) -> Iterator[str]:
    """In ir/, every dataclass is frozen and slotted."""
    if _package(module) != "ir":
        return
    for node in ast.walk(_parsed(source)):
        if isinstance(node, ast.ClassDef):
            for decorator in node.decorator_list:
                text = ast.unparse(decorator)
                kept = {"frozen=True", "slots=True"} <= set(re.findall(r"\w+=True", text))
                if "dataclass" in text and not kept:
                    yield f"line {node.lineno}: {node.name} is not frozen and slotted"


def modules_say_what_they_are(module: str, source: str) -> Iterator[str]:
    """A module begins with what it turns into what; a package too."""
    if not ast.get_docstring(_parsed(source)):
        yield "has no docstring"


def modules_are_short(module: str, source: str) -> Iterator[str]:
    """A file one cannot oversee is two files."""
    lines = len(source.splitlines())
    if lines >= MOST_LINES:
        yield f"has {lines} lines"


def codes_exist(module: str, source: str) -> Iterator[str]:
    """What looks like a code in the source is in the catalogue."""
    known = {entry.id for entry in codes.CODES}
    for code in sorted(_codes_in(source)):
        if code[0] in FAMILIES and code not in known:
            yield f"uses {code}, which core/codes does not have"


RULES: Final[tuple[Rule, ...]] = (
    imports_run_one_way,
    libraries_keep_to_their_fences,
    runs_repeat,
    evidence_is_made_by_disclosure,
    types_between_stages_are_frozen,
    modules_say_what_they_are,
    modules_are_short,
    codes_exist,
)


# --- reading the source ---


@cache
def _sources() -> tuple[tuple[str, str], ...]:
    """Every module of the package with its source."""
    return tuple(
        (_module_name(path), path.read_text(encoding="utf-8")) for path in sorted(ROOT.glob("socpdf/**/*.py"))
    )


def _module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def _parsed(source: str) -> ast.Module:
    return ast.parse(source)


def _package(module: str) -> str:
    """`tables` of `socpdf.tables.compute`; empty for `socpdf` itself."""
    return module.partition(".")[2].partition(".")[0]


def _is_in(module: str, places: Iterable[str]) -> bool:
    return any(module == place or module.startswith(f"{place}.") for place in places)


def _imports(module: str, source: str) -> Iterator[str]:
    """Every name imported, also inside functions and for type checking only."""
    for node in ast.walk(_parsed(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            # A relative import would hide from the rules; ruff forbids those that leave the package.
            base = node.module if not node.level else f"{module}.{node.module or ''}"
            yield from (f"{base}.{alias.name}" for alias in node.names)


def _calls(source: str) -> Iterator[ast.Call]:
    return (node for node in ast.walk(_parsed(source)) if isinstance(node, ast.Call))


def _codes_in(source: str) -> set[str]:
    """The strings of a module that are codes, whole."""
    values = (node.value for node in ast.walk(_parsed(source)) if isinstance(node, ast.Constant))
    return {value for value in values if isinstance(value, str) and CODE.fullmatch(value)}


# --- the source keeps the rules ---


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_source_keeps(rule: Rule) -> None:
    """No module breaks the rule."""
    broken = [f"{module}: {complaint}" for module, source in _sources() for complaint in rule(module, source)]
    assert broken == []


def test_every_package_is_one() -> None:
    """A folder with modules has its `__init__.py`, and a place in the order of imports."""
    folders = {path.parent for path in ROOT.glob("socpdf/**/*.py")}
    assert [folder for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []
    packages = {_package(module) for module, _ in _sources()} - {""}
    assert packages <= set(MAY_IMPORT)


def test_codes_are_unique_and_in_their_family() -> None:
    """A code is one letter of its family and three digits, and is never given twice."""
    counts = Counter(entry.id for entry in codes.CODES)
    assert [code for code, count in counts.items() if count > 1] == []
    for letter, entries in FAMILIES.items():
        assert [entry.id for entry in entries if not re.fullmatch(rf"{letter}\d{{3}}", entry.id)] == []


def test_codes_are_explained() -> None:
    """Title, cause and cure are there; the title is written as messages are."""
    for entry in codes.CODES:
        assert entry.cause, entry.id
        assert entry.cure, entry.id
        assert re.fullmatch(r"[^A-ZÅÄÖ].*[^.]|[A-Z]+\b.*[^.]", entry.title), entry.id


def test_codes_are_used() -> None:
    """An entry that no message carries is taken out of use by hand, with its number, not left to rot."""
    used = {code for module, source in _sources() if "core.codes" not in module for code in _codes_in(source)}
    assert [entry.id for entry in codes.CODES if entry.id not in used] == []


# --- the rules bite ---

BAD: Final = [
    (imports_run_one_way, "socpdf.tables.compute", "from socpdf.sources import load"),
    (imports_run_one_way, "socpdf.tables.compute", "import socpdf.sources.load"),
    (imports_run_one_way, "socpdf.tables.compute", "from socpdf import sources"),
    (imports_run_one_way, "socpdf.preflight.facts", "from socpdf.pdf import dump"),
    (imports_run_one_way, "socpdf.core.names", "from socpdf.ir.tidy import Sign"),
    (imports_run_one_way, "socpdf.ir.tidy", "def f():\n    from socpdf.text.swedish import write"),
    (imports_run_one_way, "socpdf.text.swedish", "from socpdf.charts import CHARTS"),
    (imports_run_one_way, "socpdf.layout.compose", "from socpdf.pipeline import Request"),
    (imports_run_one_way, "socpdf.pipeline", "from socpdf.cli import console"),
    (libraries_keep_to_their_fences, "socpdf.layout.compose", "import pandas as pd"),
    (libraries_keep_to_their_fences, "socpdf.pdf.write", "from reportlab.pdfgen import canvas"),
    (libraries_keep_to_their_fences, "socpdf.pdf.surfaces", "from reportlab.pdfgen import canvas"),
    (libraries_keep_to_their_fences, "socpdf.preflight.tree", "def f():\n    import pypdf"),
    (libraries_keep_to_their_fences, "socpdf.charts.rows", "def f():\n    from matplotlib import path"),
    (libraries_keep_to_their_fences, "socpdf.pipeline", "from rich.console import Console"),
    (runs_repeat, "socpdf.layout.compose", "key = hash(text)"),
    (runs_repeat, "socpdf.layout.compose", "key = id(node)"),
    (runs_repeat, "socpdf.cli.build", "key = id(node)"),
    (runs_repeat, "socpdf.pdf.write", "name = uuid.uuid4().hex"),
    (runs_repeat, "socpdf.pdf.write", "now = datetime.now(UTC)"),
    (runs_repeat, "socpdf.pdf.write", "now = datetime.datetime.now()"),
    (runs_repeat, "socpdf.pdf.write", "now = time.time()"),
    (evidence_is_made_by_disclosure, "socpdf.tables.compute", "ReleasedTable(number='8:1')"),
    (evidence_is_made_by_disclosure, "socpdf.pipeline", "tables.DisclosureAudit(4, 0, 0)"),
    (types_between_stages_are_frozen, "socpdf.ir.tidy", "@dataclass\nclass A:\n    b: int"),
    (types_between_stages_are_frozen, "socpdf.ir.tidy", "@dataclass(frozen=True)\nclass A:\n    b: int"),
    (modules_say_what_they_are, "socpdf.layout", "import math"),
    (modules_are_short, "socpdf.layout.compose", "x = 1\n" * MOST_LINES),
    (codes_exist, "socpdf.layout.compose", "sink.error('G999', 'wrong', span)"),
]

GOOD: Final = [
    (imports_run_one_way, "socpdf.tables.compute", "from socpdf.text import swedish"),
    (imports_run_one_way, "socpdf.tables.compute", "from socpdf.tables.figures import add"),
    (imports_run_one_way, "socpdf.tables.compute", "from socpdf import __version__"),
    (imports_run_one_way, "socpdf.cli.check", "from socpdf import preflight"),
    (libraries_keep_to_their_fences, "socpdf.sources.frames", "import pandas as pd"),
    (libraries_keep_to_their_fences, "socpdf.pdf.fonts", "from reportlab.pdfbase import pdfmetrics"),
    (runs_repeat, "socpdf.layout.compose", "started = time.perf_counter()"),
    (runs_repeat, "socpdf.layout.compose", "node.valid(x); grid(y); self.hash_of(z)"),
    (runs_repeat, "socpdf.core.clock", "datetime.now(UTC)"),
    (runs_repeat, "socpdf.cli.watch", "time.strftime('%H')"),
    (evidence_is_made_by_disclosure, "socpdf.disclosure.release", "ReleasedTable(number='8:1')"),
    (types_between_stages_are_frozen, "socpdf.ir.tidy", "@dataclass(frozen=True, slots=True)\nclass A: ..."),
    (types_between_stages_are_frozen, "socpdf.layout.state", "@dataclass\nclass A: ..."),
    (modules_say_what_they_are, "socpdf.layout", '"""Places."""'),
    (codes_exist, "socpdf.cli.project", "Misuse('U102', 'wrong'); 'A4F'; 'X123 is none'"),
]


@pytest.mark.parametrize(("rule", "module", "source"), BAD)
def test_rule_bites(rule: Rule, module: str, source: str) -> None:
    """Each way to break a rule is complained of."""
    assert list(rule(module, source)) != []


@pytest.mark.parametrize(("rule", "module", "source"), GOOD)
def test_rule_lets_pass(rule: Rule, module: str, source: str) -> None:
    """What is right passes."""
    assert list(rule(module, source)) == []


def test_every_rule_is_shown_to_bite() -> None:
    """A rule without a bad example may hold nothing."""
    assert {rule for rule, _, _ in BAD} == set(RULES)
