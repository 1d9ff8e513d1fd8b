"""Files are written whole, all or none, and not when nothing of them changed."""

from pathlib import Path

import pytest

from socpdf.core.files import write_all, write_atomically


def test_a_file_that_holds_its_content_is_left(tmp_path: Path) -> None:
    """Who watches it need not look again; a file of other bytes is replaced, also by as many."""
    path = tmp_path / "fil.pdf"
    write_atomically(path, b"first")
    before = path.stat()
    write_atomically(path, b"first")
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    write_atomically(path, b"other")
    assert path.read_bytes() == b"other"
    assert [entry.name for entry in tmp_path.iterdir()] == ["fil.pdf"]


def test_none_is_written_where_one_cannot_be(tmp_path: Path) -> None:
    """A folder in the way of one leaves the others as they were."""
    (tmp_path / "b").mkdir()
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(IsADirectoryError):
        write_all({tmp_path / "a": b"new", tmp_path / "b": b"new"})
    assert (tmp_path / "a").read_bytes() == b"old"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["a", "b"]
