"""The version that a request says was seen is read in one way; what looks like a number is none."""

import pytest

from records.versions import UNKNOWN, read_version


@pytest.mark.parametrize(("text", "version"), [("1", 1), ("007", 7), ("999999999", 999_999_999)])
def test_a_version_is_read(text, version):
    assert read_version(text) == version


@pytest.mark.parametrize("text", ["", " ", "²", "①", "٣", "１", "½", "-1", "+1", "1.0", "1e3", "1_0", "\0", "9" * 10])
def test_what_is_no_number_is_a_version_that_no_record_has(text):
    assert read_version(text) == UNKNOWN
