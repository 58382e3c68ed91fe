"""Which language was left behind: five in Dutch, six in French, and nobody who confirms that both say the same."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.languages import find_left_behind
from initiatives.models import Update
from initiatives.services import LanguagesUnconfirmed, TransitionRefused, advance_update
from lisa.services import advance_antenna_update
from tests.builders import (
    make_antenna,
    make_antenna_update,
    make_event,
    make_figure,
    make_initiative,
    make_period,
    make_photo,
    make_superuser,
    make_update,
)

pytestmark = pytest.mark.django_db

FIVE = {"body_fr": "Cinq médiateurs.", "body_nl": "Vijf bemiddelaars."}


BEFORE = {"starts_on": datetime.date(2022, 1, 1), "ends_on": datetime.date(2022, 12, 31)}


def later(state="draft", earlier=FIVE, **fields):
    """A text of an initiative of which the period before had that text, published."""
    initiative = make_initiative()
    make_update(initiative=initiative, period=make_period(**BEFORE), state="published", **earlier)
    return make_update(initiative=initiative, state=state, **fields)


def reopened(**fields):
    """A published text that was reopened, as it is stored."""
    text = make_update(state="validated", **FIVE | fields)
    advance_update(text, "publish", by=make_superuser())
    return advance_update(text, "reopen", by=make_superuser(), remark="Six.")


def sentences(text):
    return [found.sentence for found in find_left_behind([text])[text.pk]]


# --- What is found --------------------------------------------------------------------------------


def test_french_that_says_six_leaves_dutch_that_says_five_behind(english):
    text = later(body_fr="Six médiateurs.", body_nl="Vijf bemiddelaars.")
    assert sentences(text) == ["Text: the French was changed, the Dutch was not."]


def test_dutch_that_says_six_leaves_french_behind(english):
    text = later(body_fr="Cinq médiateurs.", body_nl="Zes bemiddelaars.")
    assert sentences(text) == ["Text: the Dutch was changed, the French was not."]


TRUE = [
    {"body_fr": "Six médiateurs.", "body_nl": "Zes bemiddelaars."},
    {"body_fr": "Cinq\n médiateurs. ", "body_nl": "Vijf bemiddelaars."},
    {},
    {"body_fr": "Six médiateurs."},
]


@pytest.mark.parametrize("texts", TRUE)
def test_nothing_is_left_behind_where_both_were_changed_or_neither_or_one_is_missing(texts):
    assert sentences(later(**texts)) == []


def test_a_translation_that_is_added_leaves_nothing_behind():
    text = later(earlier={"body_fr": "Cinq médiateurs."}, **FIVE)
    assert sentences(text) == []


def test_a_text_that_began_from_none_leaves_nothing_behind():
    assert sentences(make_update(**FIVE)) == []
    assert find_left_behind([]) == {}


def test_a_text_begins_from_the_last_one_that_holds_words(english):
    text = later(body_fr="Six médiateurs.", body_nl="Vijf bemiddelaars.")
    silent = make_period(starts_on=datetime.date(2023, 1, 1), ends_on=datetime.date(2023, 6, 30))
    make_update(initiative=text.initiative, period=silent, state="published")
    assert len(sentences(text)) == 1


def test_a_text_begins_from_what_was_published_of_the_one_before(english):
    """Its French was changed after it was reopened, and the text of this period took that over."""
    text = later(body_fr="Six médiateurs.", body_nl="Vijf bemiddelaars.")
    earlier = text.initiative.updates.exclude(pk=text.pk).get()
    advance_update(earlier, "reopen", by=make_superuser(), remark="Six.")
    earlier.body_fr = "Six médiateurs."
    earlier.save()
    assert sentences(text) == ["Text: the French was changed, the Dutch was not."]


@pytest.mark.parametrize("name", ["title", "audience", "partnerships"])
def test_a_new_fact_is_compared_with_that_of_the_initiative(name, english):
    facts = {f"{name}_fr": "Avant", f"{name}_nl": "Voor"}
    text = make_update(initiative=make_initiative(**facts), **{f"{name}_fr": "Après", f"{name}_nl": "Voor"})
    assert sentences(text) == [f"{name.capitalize()}: the French was changed, the Dutch was not."]


def test_a_reopened_text_is_compared_with_what_was_published_of_it(english):
    text = reopened()
    text.body_nl = "Zes bemiddelaars."
    text.save()
    assert sentences(text) == ["Text: the Dutch was changed, the French was not."]
    text.body_fr = "Six médiateurs."
    text.save()
    assert sentences(text) == []


def test_what_stands_under_a_reopened_text_is_compared_too(english):
    text = make_update(state="validated", **FIVE)
    figure = make_figure(update=text, note_fr="Par an", note_nl="Per jaar")
    event = make_event(update=text, title_fr="Cinq visites", title_nl="Vijf bezoeken")
    photo = make_photo(update=text, alternative_fr="Cinq personnes", alternative_nl="Vijf personen")
    advance_update(text, "publish", by=make_superuser())
    advance_update(text, "reopen", by=make_superuser(), remark="Six.")
    figure.note_fr, event.title_nl, photo.alternative_fr = "Par mois", "Zes bezoeken", "Six personnes"
    for row in (figure, event, photo):
        row.save()
    text.refresh_from_db()
    assert sentences(text) == [
        f"Figure “{figure}”: the French was changed, the Dutch was not.",
        "Event “Cinq visites”: the Dutch was changed, the French was not.",
        "Photo “Six personnes”: the French was changed, the Dutch was not.",
    ]


def test_the_text_of_an_antenna_is_compared_with_that_of_its_last_period(english):
    antenna = make_antenna()
    make_antenna_update(antenna=antenna, period=make_period(**BEFORE), state="published", **FIVE)
    text = make_antenna_update(antenna=antenna, body_fr="Six médiateurs.", body_nl="Vijf bemiddelaars.")
    assert sentences(text) == ["Text: the French was changed, the Dutch was not."]


def test_many_texts_take_no_more_queries_than_one():
    texts = [later(body_fr="Six médiateurs.", body_nl="Vijf bemiddelaars.") for _ in range(3)]
    texts += [reopened() for _ in range(3)]

    def number(some):
        read = Update.objects.select_related("initiative", "period").filter(pk__in=[text.pk for text in some])
        with CaptureQueriesContext(connection) as queries:
            assert all(find_left_behind(read).values()) is False
        return len(queries)

    assert number(texts) == number([texts[0], texts[3]])


# --- Publishing waits -----------------------------------------------------------------------------


def test_publishing_waits_until_somebody_confirms(english):
    text = later(state="validated", body_fr="Six médiateurs.", body_nl="Vijf bemiddelaars.")
    with pytest.raises(LanguagesUnconfirmed) as refusal:
        advance_update(text, "publish", by=make_superuser())
    assert refusal.value.messages == [
        "Text: the French was changed, the Dutch was not.",
        "Read both, and confirm that French and Dutch say the same.",
    ]
    text.refresh_from_db()
    assert text.review_state == "validated"

    advance_update(text, "publish", by=make_superuser(), languages_confirmed=True)

    assert text.review_state == "published"
    assert text.review_log.last().languages_confirmed


def test_what_is_missing_is_said_before_anybody_confirms(english):
    text = later(state="validated", body_fr="Six médiateurs.")
    with pytest.raises(TransitionRefused) as refusal:
        advance_update(text, "publish", by=make_superuser(), languages_confirmed=True)
    assert refusal.value.messages == ["Missing in Dutch: text."]


def test_the_log_says_nothing_of_a_confirmation_that_nobody_needed():
    text = later(state="validated", body_fr="Six médiateurs.", body_nl="Zes bemiddelaars.")
    advance_update(text, "publish", by=make_superuser(), languages_confirmed=True)
    assert not text.review_log.last().languages_confirmed


def test_an_antenna_s_text_waits_too(english):
    antenna = make_antenna()
    make_antenna_update(antenna=antenna, period=make_period(**BEFORE), state="published", **FIVE)
    text = make_antenna_update(
        antenna=antenna, state="validated", body_fr="Six médiateurs.", body_nl="Vijf bemiddelaars."
    )
    with pytest.raises(LanguagesUnconfirmed):
        advance_antenna_update(text, "publish", by=make_superuser())
    advance_antenna_update(text, "publish", by=make_superuser(), languages_confirmed=True)
    assert text.review_log.last().languages_confirmed
