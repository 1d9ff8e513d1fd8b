"""What preflight finds in a finished PDF."""

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any, Self

from socpdf.core.diagnostics import Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong in a file: which rule, where, and what to write instead."""

    code: str
    message: str
    clause: str
    """Where the rule comes from: `ISO 14289-1, 7.1; Matterhorn 01-005`."""
    page: int | None = None
    """Counted from 1; None where it belongs to no page."""
    place: str = ""
    """Path in the structure tree, such as `Document > Table[2] > TR[3] > TD[1]`, or an object number."""
    severity: Severity = Severity.ERROR
    measured: str = ""
    """What was measured, with its unit, where the rule has a threshold."""
    limit: str = ""
    """The threshold it was held against."""
    spec: str = ""
    """The line of the spec that made it, as far as the file tells: `layouts/8-socialpsykiatri.md:41`."""

    def __str__(self) -> str:
        where = [f"page {self.page}" if self.page else "", self.place, self.spec]
        spot = ", ".join(part for part in where if part)
        return f"{self.severity}[{self.code}]: {self.message}" + (f" ({spot})" if spot else "")


@dataclass(frozen=True, slots=True)
class Report:
    """The judgement on one file."""

    path: str
    version: str
    """PDF version, such as 1.7; empty where the file cannot be read."""
    claims: tuple[str, ...]
    """Standards the file says it keeps: ua1, ua2, 3a, 4f, wt1a, …"""
    standards: tuple[str, ...]
    """Standards it was judged by."""
    pages: int
    elements: int
    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        return not any(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def counts(self) -> dict[str, int]:
        """Findings by code, in order of code."""
        return dict(sorted(Counter(finding.code for finding in self.findings).items()))

    @classmethod
    def from_json(cls, text: str) -> Self:
        """What `to_json` wrote."""
        values: dict[str, Any] = json.loads(text)
        found = [{**entry, "severity": Severity(entry["severity"])} for entry in values["findings"]]
        return cls(
            path=values["path"],
            version=values["version"],
            claims=tuple(values["claims"]),
            standards=tuple(values["standards"]),
            pages=values["pages"],
            elements=values["elements"],
            findings=tuple(Finding(**entry) for entry in found),
        )

    def to_json(self) -> str:
        values = {
            "path": self.path,
            "version": self.version,
            "claims": list(self.claims),
            "standards": list(self.standards),
            "pages": self.pages,
            "elements": self.elements,
            "passed": self.passed,
            "counts": self.counts,
            "findings": [
                {
                    "code": finding.code,
                    "severity": finding.severity.value,
                    "message": finding.message,
                    "clause": finding.clause,
                    "page": finding.page,
                    "place": finding.place,
                    **{
                        key: value
                        for key in ("measured", "limit", "spec")
                        if (value := getattr(finding, key))
                    },
                }
                for finding in self.findings
            ],
        }
        return json.dumps(values, ensure_ascii=False, indent=2) + "\n"
