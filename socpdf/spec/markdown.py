"""The Markdown parser with our syntax in it, and with the place of every inline token.

CommonMark is markdown-it's work. Added here: `{{ … }}`, roles, directives as containers, front matter and
footnotes; and a state that writes the offset of each inline token into its `meta`, since markdown-it keeps
lines of blocks only.
"""

import re
from collections.abc import Callable
from functools import cache, partial
from typing import Any, Final, Literal

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline, autolink, backtick, html_inline, image, link
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref
from mdit_py_plugins.front_matter import front_matter_plugin

from socpdf.spec.declare import Body
from socpdf.spec.directives import BODIES

InlineRule = Callable[[StateInline, bool], bool]

OPENING: Final = re.compile(r"(?P<fence>:{3,})\{(?P<name>[^{}\n]*)\}(?P<argument>.*)", re.DOTALL)
OPTION_LINE: Final = re.compile(r":[^\s:][^:]*:(\s|$)")
COMMENT_LINE: Final = re.compile(r"<!--(?:(?!-->).)*-->[ \t]*")
MARKDOWN_BODIES: Final = frozenset({Body.TEXT, Body.BLOCKS})
# Strings hide braces. The bound keeps a page of `{{` from costing its square.
INSERT: Final = re.compile(r"""\{\{((?:[^"'{}]|"[^"]*"|'[^']*'|\{(?!\{)|\}(?!\})){0,1200}+)\}\}""")
STATED: Final = "uppgift"
# The source after a role that needs one; it may itself hold brackets, but not in brackets again.
SOURCE: Final = re.compile(r"\((?P<source>(?:[^()]|\([^()]*\)){0,300}+)\)")
ROLE: Final = re.compile(r"\{(?P<name>[^\W\d_]+)\}(?P<ticks>`+)(?!`)")


class _Parser(MarkdownIt):
    """Links pass as they are typed: what they may point to is ours to say, with a message."""

    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002 - the library's name and signature
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the library's name
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - the library's name
        return link


class LocatedState(StateInline):
    """Writes into each token's `meta["at"]` the offset at which it begins."""

    def __init__(self, src: str, md: MarkdownIt, env: dict[str, Any]) -> None:
        self.text_start = 0
        self.run_at = -1
        super().__init__(src, md, env, [])

    def append_pending(self, text: str) -> None:
        if not self.pending:
            self.text_start = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802 - the library's name
        token = super().pushPending()
        token.meta["at"] = self.text_start
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        # The signs of a run such as `**` are pushed one by one from where the run begins.
        in_run = ttype == "text" and self.run_at == self.pos
        token.meta["at"] = self.tokens[-2].meta["at"] + 1 if in_run else self.pos
        self.run_at = self.pos if ttype == "text" else -1
        return token


@cache
def parser() -> MarkdownIt:
    """The one parser; it keeps nothing between texts."""
    md = _Parser("commonmark")
    md.enable("table")
    # `[Obs]: text` would vanish as the definition of a link.
    md.disable("reference")
    # It would keep of two joined texts the place of the second.
    md.disable("fragments_join")
    front_matter_plugin(md)
    footnote_plugin(md, inline=False, move_to_end=False)
    md.block.ruler.before(
        "fence",
        "directive",
        _directive,
        {"alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]},
    )
    md.inline.ruler.after("text", "brace", _brace)
    for name, rule in (
        ("footnote_ref", partial(footnote_ref, always_match=True)),
        ("link", link),
        ("image", image),
        ("backticks", backtick),
        ("html_inline", html_inline),
        ("autolink", autolink),
    ):
        md.inline.ruler.at(name, _with_end(rule))
    return md


def parse_blocks(text: str) -> list[Token]:
    tokens: list[Token] = []
    parser().block.parse(text, parser(), {}, tokens)
    return tokens


def parse_inline(text: str) -> list[Token]:
    """The tokens of a text, each with its offset; neighbouring texts are not joined."""
    md = parser()
    state = LocatedState(text, md, {})
    md.inline.tokenize(state)
    for rule in md.inline.ruler2.getRules(""):
        rule(state)
    return state.tokens


def _with_end(rule: InlineRule) -> InlineRule:
    """The rule, with the offset after what it read in the `meta` of its last token."""

    def located(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
        before, start = len(state.tokens), state.pos
        found = rule(state, silent)
        if found and len(state.tokens) > before:
            # The rule for footnotes puts its own meta in the place of ours.
            state.tokens[-1].meta.setdefault("at", start)
            state.tokens[-1].meta["end"] = state.pos
        return found

    return located


def _brace(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
    """`{{ … }}`, a role, or a brace that is neither."""
    if state.src[state.pos] not in "{}":
        return False
    start = state.pos
    if insert_end := _insert_end(state.src, start, state.posMax):
        if not silent:
            _push(state, "insert", start, insert_end, state.src[start + 2 : insert_end - 2])
        state.pos = insert_end
        return True
    if (role := ROLE.match(state.src, start, state.posMax)) and _role(state, role, silent=silent):
        return True
    width = 2 if state.src.startswith(("{{", "}}"), start) else 1
    if not silent:
        _push(state, "stray_brace", start, start + width, state.src[start : start + width])
    state.pos = start + width
    return True


def _insert_end(src: str, start: int, limit: int) -> int | None:
    """The offset after `}}`; braces within strings do not count, unless a string is never closed."""
    if match := INSERT.match(src, start, limit):
        return match.end()
    if not src.startswith("{{", start):
        return None
    end, another = (src.find(braces, start + 2, limit) for braces in ("}}", "{{"))
    # Where another value begins before the end, this one was never closed.
    return end + 2 if end >= 0 and not 0 <= another < end else None


def _push(state: StateInline, kind: str, start: int, end: int, content: str) -> None:
    token = state.push(kind, "", 0)
    token.content = content
    token.meta["at"], token.meta["end"] = start, end


def _role(state: StateInline, role: re.Match[str], *, silent: bool) -> bool:
    """`{en}`text``: what stands between the ticks is text with markup, read where it stands."""
    limit, ticks = state.posMax, role["ticks"]
    closing = re.compile(rf"(?<!`){ticks}(?!`)").search(state.src, role.end(), limit)
    if not closing:
        return False
    source = SOURCE.match(state.src, closing.end(), limit) if role["name"] == STATED else None
    end = source.end() if source else closing.end()
    if not silent:
        opening = state.push("role_open", "", 1)
        opening.content = role["name"]
        state.pos, state.posMax = role.end(), closing.start()
        state.md.inline.tokenize(state)
        closed = state.push("role_close", "", -1)
        closed.meta["end"], closed.meta["source"] = end, source["source"] if source else ""
        state.posMax = limit
    state.pos = end
    return True


def _directive(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001 - as above
    """`:::{name} argument` to a fence as long: a token with its parts, around its Markdown."""
    if state.is_code_block(first):
        return False
    start = state.bMarks[first] + state.tShift[first]
    line = state.src[start : state.eMarks[first]]
    if not line.startswith(":::"):
        return False
    if silent:
        return True
    opening = OPENING.fullmatch(line)
    colons = len(line) - len(line.lstrip(":"))
    if not opening and not line[colons:].strip():
        state.push("stray_fence", "", 0).map = [first, first + 1]
        state.line = first + 1
        return True
    token = state.push("directive_open", "", 1)
    body = BODIES.get(opening["name"]) if opening else None
    close = _closing_line(state, first, last, colons, holds_options=body is Body.OPTIONS)
    end = close if close is not None else _end_of_unclosed(state, first, last)
    options_end = _options_end(state, first + 1, end) if body in MARKDOWN_BODIES else end
    token.map = [first, end]
    token.meta = {"at": start, "opening": opening, "closed": close is not None, "options_end": options_end}
    _tokenize_body(state, options_end, end)
    state.push("directive_close", "", -1)
    state.line = end + (close is not None)
    return True


def _closing_line(
    state: StateBlock, first: int, last: int, colons: int, *, holds_options: bool
) -> int | None:
    """The line of the fence that closes. Among options no directive begins: there the fence was forgotten."""
    for line in range(first + 1, last):
        text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
        if text and state.sCount[line] < state.blkIndent:
            return None
        if holds_options and OPENING.fullmatch(text):
            return None
        if text.startswith(":" * colons) and not text.strip(": \t"):
            return line
    return None


def _end_of_unclosed(state: StateBlock, first: int, last: int) -> int:
    """Where to read on after a fence that is never closed: at the next empty line, fence or heading."""
    for line in range(first + 1, last):
        text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
        if not text or text.startswith((":::", "# ")):
            return line
    return last


def _options_end(state: StateBlock, first: int, last: int) -> int:
    """The line after the `:option: value` lines, or the `---` block, that begin a body of Markdown."""
    lines = [
        state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]] for line in range(first, last)
    ]
    if lines and lines[0].rstrip() == "---":
        closing = next((index for index, line in enumerate(lines) if index and line.rstrip() == "---"), -1)
        return first + closing + 1
    end = 0
    for index, line in enumerate(lines):
        if OPTION_LINE.match(line):
            end = index + 1
        elif not COMMENT_LINE.fullmatch(line):
            break
    return first + end


def _tokenize_body(state: StateBlock, first: int, last: int) -> None:
    outer = state.parentType, state.lineMax
    # The parser knows no better name for "not a paragraph"; the limit keeps lazy lines inside.
    state.parentType, state.lineMax = "container", last
    state.md.block.tokenize(state, first, last)
    state.parentType, state.lineMax = outer
