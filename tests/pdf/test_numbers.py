"""Numbers in PDF syntax."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socpdf.pdf.numbers import real


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, b"0"),
        (-0.0, b"0"),
        (-0.00001, b"0"),
        (12, b"12"),
        (1200, b"1200"),
        (0.5, b"0.5"),
        (-33.25, b"-33.25"),
        (1 / 3, b"0.3333"),
        (1e-7, b"0"),
        (1e20, b"100000000000000000000"),
        (2.00004, b"2"),
    ],
)
def test_number_is_short_and_plain(number: float, written: bytes) -> None:
    """At most four decimals, no exponent, no zero that says nothing, no minus before nought."""
    assert real(number) == written


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_refused(number: float) -> None:
    """What PDF has no syntax for never gets into a file."""
    with pytest.raises(ValueError, match="cannot hold"):
        real(number)


@given(st.floats(-1e9, 1e9))
def test_number_is_read_as_it_was_to_four_decimals(number: float) -> None:
    """Nothing but the fifth decimal is lost."""
    written = real(number).decode()
    assert re.fullmatch(r"-?\d+(\.\d{1,4})?", written)
    assert abs(float(written) - number) <= 0.5e-4 + abs(number) * 1e-15
