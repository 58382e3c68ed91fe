"""What stays together when the tests are shared out among processes."""

from tests.repository import ROOT
from tests.scheduling import WHOLE


def test_every_file_that_stays_whole_is_there():
    assert [file for file in WHOLE if not (ROOT / file).is_file()] == []
