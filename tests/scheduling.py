"""How the tests are shared out among processes, where there are several."""

from xdist.scheduler import LoadScopeScheduling

WHOLE = {
    "tests/reporting/test_founding_dataset.py": "founding dataset",
    "tests/reporting/test_founding_sentences.py": "founding dataset in sentences",
    "tests/demo/test_demo.py": "demo",
    "tests/reporting/test_arranging_access.py": "an edition to arrange",
    "tests/reporting/test_arranging_moves.py": "an edition with a theme",
    "tests/records/test_hostile_admin.py": "hostile world in the admin",
    "tests/rounds/test_hostile_pages.py": "hostile world in the round",
    "tests/rounds/test_page_queries.py": "growing round",
    "tests/rounds/test_high_numbers.py": "growing round of high numbers",
    "tests/public/test_former_addresses.py": "world of former addresses",
    "tests/rounds/test_my_update.py": "round of a partner",
    "tests/rounds/test_editing.py": "round of a text",
    "tests/rounds/test_board.py": "round of the board",
    "tests/rounds/test_returns.py": "round of texts that come back",
    "tests/rounds/test_history.py": "round of a history",
    "tests/rounds/test_conflicts.py": "round of two on one text",
    "tests/rounds/test_antennas.py": "round of an antenna",
    "tests/rounds/test_drafts.py": "round of drafts",
    "tests/rounds/test_services.py": "round of the services",
    "tests/rounds/management/test_send_reminders.py": "round of reminders",
    "tests/test_catalogues.py": "catalogues",
    "tests/public/test_nothing_unpublished.py": "walks",
    "tests/public/test_links.py": "walks",
    "tests/public/test_read_only.py": "walks",
    "tests/public/test_queries.py": "queries",
    "tests/public/test_api.py": "world of the API",
    "tests/public/test_feeds.py": "world of the feeds",
    "tests/public/search/test_founding_dataset.py": "founding dataset in the search",
    "tests/public/opendata/test_files.py": "world of the files",
    "tests/public/opendata/test_tables.py": "world of the tables",
    "tests/public/opendata/test_unpublished.py": "world beside the hidden",
}
"""File → what its tests share, which takes seconds to make."""


class Scheduling(LoadScopeScheduling):
    """One test after the other, to whichever process is free; what shares something first, as a whole to one process.

    The mark of pytest-xdist for this, `xdist_group`, does nothing with pytest 9.2.
    """

    def _split_scope(self, nodeid: str) -> str:
        return WHOLE.get(nodeid.partition("::")[0], nodeid)
