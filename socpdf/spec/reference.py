"""The page of the directives for authors, made from their declarations."""

from collections.abc import Iterator
from typing import Any, Final

from pydantic.fields import FieldInfo

from socpdf.spec.declare import Directive
from socpdf.spec.directives import DIRECTIVES
from socpdf.spec.validate import UNACCENTED, Kind, Options

HEAD: Final = """\
# Directives

A directive stands between two lines of colons, its fence. The first line names it in braces, and may go on
with an argument. A directive that holds another needs a longer fence than the one inside.

Options are YAML: one on each line, `name: value`. Put a value in quotation marks if it contains a colon, or
begins with one of the signs `* & ! % @ [ {`. In a directive that holds text, options stand before the text,
each on a line of its own with a colon before its name: `:name: value`.

This page is made from the declarations in `socpdf/spec/directives/`, and each picture from the example above
it, which stands with its invented figures in `socpdf/docs/gallery/`.
"""


def directives_page() -> str:
    """All of `socpdf/docs/directives.md`."""
    return "\n".join([HEAD, *(line for directive in DIRECTIVES for line in _directive(directive))])


def options_table(options: type[Options]) -> Iterator[str]:
    """The fields of a model as the rows of a Markdown table."""
    yield "| option | value | | meaning |"
    yield "| --- | --- | --- | --- |"
    for name, field in options.model_fields.items():
        cells = (f"`{field.alias or name}`", _kind(field), _default(field), _meaning(field))
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _directive(directive: Directive[Any]) -> Iterator[str]:
    yield f"## `{directive.name}`\n"
    yield f"{directive.summary}\n"
    if directive.argument:
        yield f"Argument: {directive.argument.meaning}.\n"
    yield f"Body: {directive.body.value}.\n"
    if directive.options.model_fields:
        yield from options_table(directive.options)
        yield ""
    yield from _nested(directive)
    yield f"```markdown\n{directive.example}\n```\n"
    name = directive.name.translate(UNACCENTED)
    yield f"![What the example of `{directive.name}` becomes on the page](images/directive-{name}.png)\n"


def _nested(directive: Directive[Any]) -> Iterator[str]:
    """What entries of an option are made of; where another directive has it first, it is found there."""
    nested = directive.options.nested
    first = next(entry for entry in DIRECTIVES if entry.options.nested == nested)
    if nested and first is not directive:
        yield f"Entries of {', '.join(f'`{option}`' for option in nested)}: as in `{first.name}`.\n"
        return
    for option, model in nested.items():
        rest = "; every other name is a dimension" if model.model_config.get("extra") == "allow" else ""
        yield f"An entry of `{option}`{rest}:\n"
        yield from options_table(model)
        yield ""


def _kind(field: FieldInfo) -> str:
    """What an author writes there: the innermost `Kind` of the annotation."""
    found = [entry.name for entry in field.metadata if isinstance(entry, Kind)]
    for part in getattr(field.annotation, "__args__", ()):
        found.extend(entry.name for entry in getattr(part, "__metadata__", ()) if isinstance(entry, Kind))
    return found[0] if found else "text"


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "required"
    return f"else `{field.default}`" if field.default else ""


def _meaning(field: FieldInfo) -> str:
    example = f"; such as `{field.examples[0]}`" if field.examples else ""
    return f"{field.description}{example}"
