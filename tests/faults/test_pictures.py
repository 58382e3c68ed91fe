"""A picture takes no more memory than the site has, however it is made and whoever else sends one."""

import pytest

from tests.bombs import encoded, png
from tests.faults.people import again, at_once, send_file, signed_in
from tests.faults.site import peak_memory

UPLOADS = 8
MEGABYTE = 1 << 20
WORST = 250 * MEGABYTE
"""What docs/operations.md says that one picture takes while it is read."""
SAID = {"alternative_fr": "Un parc", "consent": "on"}

PREPARE = """
import datetime
from tests.builders import make_initiative, make_partner, make_period, make_update, make_user
partner = make_partner(key="asbl")
make_user(email="referent@example.brussels", partners=[partner], language="fr")
today = datetime.date.today()
period = make_period(key="2024", opens_on=today, deadline=today + datetime.timedelta(days=30))
print(make_update(initiative=make_initiative(lead=partner), period=period).pk)
"""


@pytest.fixture(scope="module")
def update(site):
    return site.run(PREPARE).strip()


@pytest.fixture
def referent(site, update):
    visitor = signed_in(site, "referent@example.brussels")["referent@example.brussels"]
    assert visitor.get(f"/fr/round/texts/{update}/photos/").status == 200
    return visitor


def photos(site):
    return int(site.run("from initiatives.models import Photo; print(Photo.objects.count())"))


def peaks(site):
    return [peak_memory(worker) for worker in site.workers()]


def _sending(window, update, picture):
    return lambda: send_file(window, f"/fr/round/texts/{update}/photos/", picture, **SAID)


@pytest.mark.parametrize(
    ("language", "sentence"), [("fr", "Cette image a trop de pixels"), ("nl", "Deze afbeelding heeft te veel pixels")]
)
def test_a_small_file_of_very_many_pixels_is_refused_at_once(site, update, referent, language, sentence):
    before = max(peaks(site))
    for bomb in (png(7_070, 7_070, colour=6, rows=7_070), png(1, 50_000_000, rows=1_000_000)):
        answer = send_file(referent, f"/{language}/round/texts/{update}/photos/", bomb, **SAID)

        assert answer.status == 422
        assert sentence in answer.text
        assert answer.seconds < 5
    assert max(peaks(site)) - before < 40 * MEGABYTE


def test_eight_of_the_worst_at_once_stay_within_the_memory_that_is_documented(site, update, referent):
    """The worst that are taken: a PNG of 25 million pixels with transparency, a progressive JPEG in four colours."""
    worst = [png(5_000, 4_999, colour=6, fill=150 + 20 * number) for number in range(UPLOADS // 2)]
    worst += [encoded("JPEG", 5_000, 4_999, "CMYK", (0, 0, 60 * n, 0), progressive=True) for n in range(UPLOADS // 2)]
    kept = photos(site)
    windows = [again(referent) for _picture in worst]

    answers = at_once(*(_sending(window, update, picture) for window, picture in zip(windows, worst, strict=True)))

    assert {answer.status for answer in answers} <= {302, 422}
    refused = [answer for answer in answers if answer.status == 422]
    assert all("Attendez une minute et réessayez" in answer.text for answer in refused)
    assert photos(site) - kept == UPLOADS - len(refused) >= UPLOADS // 2
    # Both processes may have read one, each in its turn: the peaks of the two are never there at the same moment.
    assert max(peaks(site)) < 160 * MEGABYTE + WORST
    assert sum(peaks(site)) < 1024 * MEGABYTE


def test_a_photo_that_is_sent_twice_at_once_stands_once(site, update, referent):
    for number in range(5):
        picture, kept = encoded("PNG", 40 + number, 40), photos(site)
        windows = [again(referent), again(referent)]

        answers = at_once(*(_sending(window, update, picture) for window in windows))

        assert sorted(answer.status for answer in answers) in ([302, 302], [302, 422])
        assert photos(site) == kept + 1
        for refused in (answer for answer in answers if answer.status == 422):
            assert "Cette photo est déjà là" in refused.text


def test_a_request_of_any_size_is_refused_before_it_is_read(site, update, referent):
    answer = referent.post(f"/nl/round/texts/{update}/photos/", b"a", Content_Length=str(21 * MEGABYTE))

    assert answer.status == 413
    assert "Dit is te veel in één keer" in answer.text
