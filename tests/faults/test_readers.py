"""Many read the site while a text is published and a process of the server is killed: nothing is lost."""

import http.client
import threading
import time
from collections import Counter

PAGES = ("/fr/", "/nl/", "/fr/initiatives/", "/nl/search/?q=test", "/fr/antennas/")

PREPARE = """
from tests.builders import COORDINATION, make_update, make_user
from initiatives.services import advance_update
from initiatives.models import Update
coordinator = make_user(role=COORDINATION, email="coordination@example.brussels")
for number in range(20):
    make_update(state="published", body_fr=f"Texte {number}.", body_nl=f"Tekst {number}.")
update = make_update(state="submitted", body_fr="Le texte du milieu.", body_nl="De tekst van het midden.")
update.initiative.key = "middle"
update.initiative.save()
"""

PUBLISH = """
from initiatives.models import Update
from initiatives.services import advance_update
from accounts.models import User
coordinator = User.objects.get(email="coordination@example.brussels")
update = Update.objects.get(initiative__key="middle")
advance_update(update, "validate", by=coordinator)
advance_update(Update.objects.get(pk=update.pk), "publish", by=coordinator)
"""


class Readers:
    """People who ask for one page after the other until they are told to stop; what each answer was is counted."""

    def __init__(self, site, number):
        self.counts = Counter()
        self._site = site
        self._stopped = threading.Event()
        self._threads = [threading.Thread(target=self._read, args=[first]) for first in range(number)]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._stopped.set()
        for thread in self._threads:
            thread.join()

    def _read(self, position):
        visitor = self._site.visitor()
        while not self._stopped.is_set():
            position += 1
            self.counts[self._ask(visitor, PAGES[position % len(PAGES)])] += 1

    def _ask(self, visitor, page):
        try:
            return visitor.get(page, timeout=30).status
        except (OSError, http.client.HTTPException):
            return "connection lost"


def test_a_killed_process_costs_its_open_connections_and_nothing_else(site, whole, capsys):
    number, seconds = (200, 60) if whole else (20, 5)
    site.run(PREPARE)

    with Readers(site, number) as readers:
        time.sleep(seconds / 4)
        site.kill_worker()
        site.run(PUBLISH)
        time.sleep(seconds / 2)
    with capsys.disabled():
        print(f"\n{number} readers: {dict(readers.counts)}")  # noqa: T201 - the figures are what is asked for

    assert "Traceback" not in site.log
    assert set(readers.counts) <= {200, "connection lost"}
    assert readers.counts[200] > number
    assert readers.counts["connection lost"] <= number
    for language, words in (("fr", "Le texte du milieu."), ("nl", "De tekst van het midden.")):
        assert words in site.visitor().get(f"/{language}/initiatives/middle/").text
