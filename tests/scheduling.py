"""How the tests are shared out among processes, where there are several."""

from xdist.scheduler import LoadScopeScheduling

WHOLE = {
    "tests/reporting/reports/annual/test_founding_dataset.py": "founding dataset",
    "tests/test_catalogues.py": "catalogues",
    "tests/public/test_nothing_unpublished.py": "walks",
    "tests/public/test_links.py": "walks",
    "tests/public/test_read_only.py": "walks",
}
"""File → what its tests share, which takes seconds to make."""


class Scheduling(LoadScopeScheduling):
    """One test after the other, to whichever process is free; what shares something first, as a whole to one process.

    The mark of pytest-xdist for this, `xdist_group`, does nothing with pytest 9.2.
    """

    def _split_scope(self, nodeid: str) -> str:
        return WHOLE.get(nodeid.partition("::")[0], nodeid)
