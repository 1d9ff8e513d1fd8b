"""What was made before is found again whole or not at all."""

from pathlib import Path

import pytest

from socpdf.core.cache import Cache, key_of

KEY = key_of(1, b"what it was made of")


def test_what_is_put_is_found(tmp_path: Path) -> None:
    """Also by another cache over the same folder, and only under its own kind and key."""
    Cache(tmp_path).put("a", KEY, b"made")
    assert Cache(tmp_path).get("a", KEY) == b"made"
    assert Cache(tmp_path).get("b", KEY) is None
    assert Cache(tmp_path).get("a", key_of(2, b"what it was made of")) is None
    assert Cache(tmp_path).get("a", key_of(1, b"something else")) is None


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 40])
def test_a_damaged_entry_is_none(tmp_path: Path, damage: bytes) -> None:
    """A file that somebody cut short or wrote over is made anew, not used."""
    cache = Cache(tmp_path)
    cache.put("a", KEY, b"made")
    (entry,) = (path for path in tmp_path.rglob("*") if path.is_file())
    entry.write_bytes(damage)
    assert cache.get("a", KEY) is None
    cache.put("a", KEY, b"made")
    assert cache.get("a", KEY) == b"made"


def test_no_folder_keeps_nothing(tmp_path: Path) -> None:
    """`None` is a cache that is always empty."""
    cache = Cache(None)
    cache.put("a", KEY, b"made")
    assert cache.get("a", KEY) is None


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    """The build goes on without what it could have kept."""
    (tmp_path / "file").write_bytes(b"in the way")
    cache = Cache(tmp_path / "file")
    cache.put("a", KEY, b"made")
    assert cache.get("a", KEY) is None
