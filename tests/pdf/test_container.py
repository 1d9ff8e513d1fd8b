"""The file's own syntax: objects in streams, a table of where they are, a fingerprint."""

import re
import zlib
from typing import Final

import pikepdf
import pytest
from external import opened
from hypothesis import given
from hypothesis import strategies as st

from socpdf.pdf.container import OBJECTS_PER_STREAM, Body, Stream, serialise

ROOT: Final = 1
PAGES: Final[dict[int, Body]] = {
    ROOT: b"<</Type/Catalog/Pages 2 0 R>>",
    2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
    3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 10 10]/Resources<<>>/Contents 4 0 R>>",
    4: Stream(b"", b"0 0 1 1 re f\n"),
}


def file_of(*more: Body, version: str = "1.7", info: int | None = None) -> bytes:
    objects = PAGES | dict(enumerate(more, start=len(PAGES) + 1))
    return serialise(objects, version=version, root=ROOT, info=info, effort=6)


@pytest.mark.parametrize("version", ["1.7", "2.0"])
def test_file_is_read_without_repair(version: str) -> None:
    """qpdf finds every object where the table says, and nothing to mend."""
    with opened(file_of(b"<</Greeting(hej)>>", version=version)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.pdf_version == version
        assert len(pdf.pages) == 1
        assert str(pdf.get_object(5, 0).Greeting) == "hej"


@pytest.mark.parametrize(
    "count", [0, 1, OBJECTS_PER_STREAM - 3, OBJECTS_PER_STREAM, 2 * OBJECTS_PER_STREAM + 1]
)
def test_objects_fill_as_many_streams_as_they_need(count: int) -> None:
    """Every object comes back, whether its stream is the first, full or the last."""
    raw = file_of(*(b"[%d]" % number for number in range(count)))
    with opened(raw) as pdf:
        found = [int(pdf.get_object(5 + number, 0)[0]) for number in range(count)]
    assert found == list(range(count))
    packed = count + 3  # the catalog, the pages and the page; a stream cannot stand in a stream
    assert raw.count(b"/Type/ObjStm") == -(-packed // OBJECTS_PER_STREAM)


def test_streams_keep_their_bytes() -> None:
    """Data that look like syntax are not taken for it."""
    data = b"\nendstream\nendobj\nstream\r\n\x00\xff"
    with opened(file_of(Stream(b"/Kind/Raw", data))) as pdf:
        assert bytes(pdf.get_object(5, 0).read_raw_bytes()) == data


@given(st.lists(st.binary(max_size=300), max_size=5))
def test_any_data_come_back(parts: list[bytes]) -> None:
    """Whatever a stream holds, deflated or not, is what is read."""
    bodies = [Stream(b"/Filter/FlateDecode", zlib.compress(part)) for part in parts]
    with opened(file_of(*bodies)) as pdf:
        assert [bytes(pdf.get_object(5 + n, 0).read_bytes()) for n in range(len(parts))] == parts


def test_id_is_a_fingerprint() -> None:
    """The same content has the same ID, other content another; both halves are alike in a new file."""
    one, same, other = (file_of(body) for body in (b"[1]", b"[1]", b"[2]"))
    assert one == same
    ids = [re.findall(rb"/ID\[<([0-9A-F]{32})><([0-9A-F]{32})>\]", raw)[0] for raw in (one, other)]
    assert ids[0][0] == ids[0][1]
    assert ids[0] != ids[1]


def test_information_is_named_only_where_there_is_some() -> None:
    """PDF/A-4 has no information dictionary (ISO 19005-4, 6.1.3)."""
    with opened(file_of(b"<</Title(t)>>", info=5)) as pdf:
        assert str(pdf.trailer.Info.Title) == "t"
    with opened(file_of(b"<</Title(t)>>")) as pdf:
        assert "/Info" not in pdf.trailer


def test_header_has_bytes_that_no_text_has() -> None:
    """Four bytes above 127 in line two, so that nobody takes the file for text (ISO 19005-3, 6.1.2)."""
    head = file_of().split(b"\n", 2)
    assert head[0] == b"%PDF-1.7"
    assert head[1][:1] == b"%"
    assert all(byte > 127 for byte in head[1][1:])
    assert len(head[1]) >= 5


def test_file_ends_after_its_end() -> None:
    """Nothing stands behind the last line (ISO 19005-3, 6.1.3)."""
    raw = file_of()
    assert raw.endswith(b"%%EOF\n")
    start = int(re.findall(rb"startxref\n(\d+)\n", raw)[0])
    assert re.match(rb"\d+ 0 obj\n<</Type/XRef", raw[start:])


def test_root_is_the_one_that_was_named() -> None:
    """It need not be the first object."""
    objects: dict[int, Body] = {
        1: b"null",
        2: b"<</Type/Catalog/Pages 3 0 R>>",
        3: b"<</Type/Pages/Count 0/Kids[]>>",
    }
    with opened(serialise(objects, version="1.7", root=2, info=None, effort=1)) as pdf:
        assert pdf.Root.objgen == (2, 0)
        assert isinstance(pdf.Root.Pages, pikepdf.Dictionary)
