"""How the tests are shared out among processes, where there are several."""

from xdist.scheduler import LoadScopeScheduling

# Their tests share what takes seconds to make.
WHOLE = {"tests/reporting/reports/annual/test_founding_dataset.py", "tests/test_catalogues.py"}


class Scheduling(LoadScopeScheduling):
    """One test after the other, to whichever process is free; these files first, each as a whole to one process.

    The mark of pytest-xdist for this, `xdist_group`, does nothing with pytest 9.2.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return file if file in WHOLE else nodeid
