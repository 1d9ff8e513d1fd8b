"""Trees of text into checked options: what pydantic says becomes a message at the place it is about."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Any, ClassVar, Final, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    ValidationError,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from socpdf.core.diagnostics import Sink, Span
from socpdf.core.names import did_you_mean
from socpdf.spec.tree import Entries, Items, Path, Scalar, plain

LANGUAGE: Final = re.compile("[a-z]{2,3}")
# Nearer than for other hints: a key of a column may also be a dimension, and `målgrupp` is not `grupp`.
COLUMN_CUTOFF: Final = 0.8
UNACCENTED: Final = str.maketrans("åäöé", "aaoe")
SAYINGS: Final = {
    "string_type": "must be text",
    "list_type": "must be a list",
    "tuple_type": "must be a list",
    "dict_type": "must be lines of the form `name: value`",
    "model_type": "must be lines of the form `name: value`",
    "string_too_short": "must not be empty",
    "too_short": "must not be empty",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """What the reference says about a field's values."""

    name: str


class Options(BaseModel):
    """The options of a directive, or the entries of a front matter; the aliases are what an author types."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    nested: ClassVar[Mapping[str, "type[Options]"]] = {}
    """By option: what each entry of its list or mapping is made of."""

    @classmethod
    def names(cls) -> list[str]:
        return [field.alias or name for name, field in cls.model_fields.items()]


O = TypeVar("O", bound=Options)  # noqa: E741 - the usual name for a type variable is one letter


@dataclass(frozen=True, slots=True)
class Frame:
    """How messages speak of the thing that is validated, and their codes."""

    noun: str
    owner: str
    span: Span
    """Where something is missing."""
    missing: str
    unknown: str
    wrong: str


def validate(model: type[O], tree: Entries, frame: Frame, sink: Sink) -> O | None:
    """The options, or None after errors: each is reported at its place."""
    misspelt = list(_misspelt_in_columns(model, tree))
    unknown = {(*path, name): near for path, name, near in misspelt}
    errors: list[ErrorDetails] = []
    options: O | None = None
    try:
        options = model.model_validate(plain(tree))
    except ValidationError as error:
        errors = error.errors(include_url=False, include_input=False)
    for detail in errors:
        if detail["type"] == "extra_forbidden":
            path, name = detail["loc"][:-1], str(detail["loc"][-1])
            unknown[(*path, name)] = did_you_mean(name, _names_at(model, path))
    for path, hint in unknown.items():
        owner = f"an entry of `{path[0]}` of {frame.owner}" if len(path) > 1 else frame.owner
        sink.error(
            frame.unknown, f"unknown {frame.noun} `{path[-1]}` for {owner}", _key_span(tree, path), hint
        )
    for detail in errors:
        _report(detail, tree, frame, sink, hints=unknown)
    return None if unknown else options


def _misspelt_in_columns(model: type[Options], tree: Entries) -> Iterator[tuple[Path, str, str]]:
    """Keys that are allowed because anything is, but look like a known one."""
    for option, nested in model.nested.items():
        known = {name.translate(UNACCENTED): name for name in nested.names()}
        items = tree.find((option,))
        if nested.model_config.get("extra") != "allow" or not isinstance(items, Items):
            continue
        for index, item in enumerate(items.items):
            for name in item.entries if isinstance(item, Entries) else ():
                if name in known.values():
                    continue
                near = get_close_matches(name.casefold().translate(UNACCENTED), known, 1, COLUMN_CUTOFF)
                if near:
                    yield (option, index), name, f"did you mean `{known[near[0]]}`?"


def _names_at(model: type[Options], path: Path) -> list[str]:
    return model.nested[str(path[0])].names() if path and path[0] in model.nested else model.names()


def _report(detail: ErrorDetails, tree: Entries, frame: Frame, sink: Sink, hints: Mapping[Path, str]) -> None:
    path: Path = tuple(detail["loc"])
    match detail["type"]:
        case "extra_forbidden":
            return
        case "missing":
            meant = f"did you mean `{path[-1]}`?"
            if any(other[:-1] == path[:-1] and hint == meant for other, hint in hints.items()):
                return
            _report_missing(path, tree, frame, sink)
        case _:
            _report_wrong(path, detail, tree, frame, sink)


def _report_missing(path: Path, tree: Entries, frame: Frame, sink: Sink) -> None:
    parent = tree.find(path[:-1])
    owner = f"an entry of `{path[0]}` of {frame.owner}" if len(path) > 1 else frame.owner
    span = parent.span if parent and len(path) > 1 else frame.span
    sink.error(
        frame.missing, f"the {frame.noun} `{path[-1]}` is missing for {owner}", span, f"write `{path[-1]}: …`"
    )


def _report_wrong(path: Path, detail: ErrorDetails, tree: Entries, frame: Frame, sink: Sink) -> None:
    while tree.find(path) is None:
        path = path[:-1]
    node = tree.find(path)
    assert node is not None  # the empty path leads to the tree itself
    context: dict[str, Any] = detail.get("ctx", {})
    saying = context.get("saying") or SAYINGS.get(detail["type"], detail["msg"].lower())
    name = next((step for step in reversed(path) if isinstance(step, str)), frame.noun)
    shown = isinstance(node, Scalar) and node.content.text and saying.startswith("must")
    typed = f", not `{node.content.text}`" if isinstance(node, Scalar) and shown else ""
    span = node.span if node.span.end > node.span.column else _key_span(tree, path)
    sink.error(context.get("code", frame.wrong), f"`{name}` {saying}{typed}", span, context.get("hint", ""))


def _key_span(tree: Entries, path: Path) -> Span:
    """The place of the key that `path` ends with."""
    parent = tree.find(path[:-1])
    name = str(path[-1]) if path else ""
    if isinstance(parent, Entries) and name in parent.entries:
        return parent.entries[name].key.span
    return tree.span


# --- kinds of values ---


def wrong(saying: str, hint: str = "", **context: str) -> PydanticCustomError:
    """The error of a validator: what the value must be, and what to write instead."""
    return PydanticCustomError("author", "{saying}", {"saying": saying, "hint": hint, **context})


def whole(minimum: int, maximum: int) -> BeforeValidator:
    """Reads a whole number between two bounds."""

    def read(value: object) -> object:
        if isinstance(value, str) and re.fullmatch("[0-9]{1,9}", value) and minimum <= int(value) <= maximum:
            return int(value)
        raise wrong(f"must be a whole number from {minimum} to {maximum}")

    return BeforeValidator(read)


def choice(*words: str) -> BeforeValidator:
    """Reads one of a few words."""

    def read(value: object) -> object:
        if value in words:
            return value
        said = ", ".join(f"`{word}`" for word in words[:-1])
        near = did_you_mean(value, words) if isinstance(value, str) else ""
        raise wrong(f"must be {said} or `{words[-1]}`", near if near.startswith("did") else "")

    return BeforeValidator(read)


def _plain_text(value: str) -> str:
    if "{{" in value:
        raise wrong(
            "is plain text and takes no `{{ … }}`", "write the words out, or leave them away", code="L314"
        )
    return " ".join(value.split())


def _date(value: object) -> object:
    if isinstance(value, str) and re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise wrong("must be a date such as `2025-05-20`")


def _millimetres(value: object) -> object:
    if isinstance(value, str) and re.fullmatch("[0-9]{1,4}([.,][0-9]{1,3})?", value):
        number = float(value.replace(",", "."))
        if number > 0:
            return number
    raise wrong("must be a length in millimetres such as `80`", "write the number alone, without a unit")


def _language(value: str) -> str:
    if not LANGUAGE.fullmatch(value):
        raise wrong("must be a language of two or three letters such as `en`")
    return value


def _as_tuple(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _one_or_more(value: object) -> object:
    if not isinstance(value, str | list):
        raise wrong("must be text or a list of texts")
    return _as_tuple(value)


def pattern(expression: str, saying: str) -> AfterValidator:
    """Requires that all of a text matches."""

    def check(value: str) -> str:
        if not re.fullmatch(expression, value):
            raise wrong(saying)
        return value

    return AfterValidator(check)


Text = Annotated[str, Kind("text"), AfterValidator(_plain_text)]
RequiredText = Annotated[str, Kind("text"), StringConstraints(min_length=1), AfterValidator(_plain_text)]
InlineText = Annotated[str, Kind("text with markup and `{{ … }}`")]
RequiredInlineText = Annotated[str, Kind("text with markup and `{{ … }}`"), StringConstraints(min_length=1)]
InlineTexts = Annotated[tuple[InlineText, ...], Kind("list of texts with markup and `{{ … }}`")]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_one_or_more), Kind("text, or a list of texts")]
Words = Annotated[tuple[Text, ...], Kind("list of texts")]
Day = Annotated[date, BeforeValidator(_date), Kind("date")]
Millimetres = Annotated[float, BeforeValidator(_millimetres), Kind("length in millimetres")]
Language = Annotated[str, AfterValidator(_language), Kind("language, two or three letters")]
