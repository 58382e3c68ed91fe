"""Whatever is tried, by whomever and in whatever order: a text goes the ways of the table, and the log tells them."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import settings as example_settings
from hypothesis import strategies as st

from initiatives.models import Period, ReviewState
from initiatives.models.reviews import VALIDATED
from initiatives.recording import is_on_the_site
from initiatives.review import TRANSITIONS
from initiatives.services import TransitionRefused
from records.models import StaleRecordError
from tests.builders import make_partner, make_period
from tests.initiatives.test_review import KINDS, PEOPLE, is_allowed

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Step:
    """Somebody tries a verb, perhaps without a remark, perhaps on the text as it was before the last change."""

    person: str
    verb: str
    remark: str
    has_old_text: bool = False


CLOSE = "the round is closed, or opened again"
# Most steps are those of the people who may take some: a visitor alone would lead nowhere.
PERSONS = st.sampled_from(["lead", "coordination", "superuser"]) | st.sampled_from(sorted(PEOPLE))
STEPS = st.builds(
    Step,
    person=PERSONS,
    verb=st.sampled_from(sorted(TRANSITIONS)),
    remark=st.sampled_from(["Précisez la date.", "Précisez la date.", "", "  \n"]),
    has_old_text=st.sampled_from([False] * 5 + [True]),
)


class Story:
    """One text, the people around it, and what the table says must have become of it."""

    def __init__(self, make, advance, log):
        self.advance, self.log = advance, log
        self.lead, self.co = make_partner(), make_partner()
        self.period = make_period()
        self.text = make(self.lead, self.co, period=self.period)
        self.before = None  # the text as it was before the last change
        self.state, self.lines, self.people = ReviewState.DRAFT, [], {}
        self.on_the_site = False

    def somebody(self, name):
        if name not in self.people:
            self.people[name] = PEOPLE[name](self.lead, self.co)
        return self.people[name]

    def close_or_open(self):
        self.period.closed = not self.period.closed
        Period.objects.filter(pk=self.period.pk).update(closed=self.period.closed)

    def take(self, step):
        """Try the step; the table says beforehand whether it is taken."""
        by = self.somebody(step.person)
        is_stale = step.has_old_text and self.before is not None
        text = self.before if is_stale else self.stored()
        stands = {
            "closed": self.period.closed, "on_the_site": self.on_the_site, "was_reopened": self.was_reopened
        }  # fmt: skip
        may = is_allowed(self.state, step.verb, step.person, step.remark, **stands)
        if may and not is_stale:
            self.before = self.stored()
            self.advance(text, step.verb, by=by, remark=step.remark)
            row = TRANSITIONS[step.verb]
            arrived = (row.to_state or self.lines[-1][1]) if self.state in row.from_states else self.state
            self.on_the_site = {"publish": True, "withdraw": False}.get(step.verb, self.on_the_site)
            self.lines.append((by.pk, self.state, arrived, step.remark))
            self.state = arrived
        else:
            with pytest.raises(StaleRecordError if is_stale else TransitionRefused):
                self.advance(text, step.verb, by=by, remark=step.remark)

    @property
    def was_reopened(self):
        return bool(self.lines) and self.lines[-1][1] in VALIDATED and self.state == ReviewState.RETURNED

    def stored(self):
        return type(self.text).objects.get(pk=self.text.pk)

    def stands(self):
        """Whether the stored text, its log and its history tell this story and nothing more."""
        stored = self.stored()
        told = self.log.objects.filter(subject=self.text).values_list("by", "from_state", "to_state", "remark")
        history = self.text.history.order_by("history_id").values_list("version", "review_state")
        states = [ReviewState.DRAFT, *(to_state for _by, _from, to_state, _remark in self.lines)]
        return (stored.review_state, is_on_the_site(stored), list(told), list(history)) == (
            self.state, self.on_the_site, self.lines, list(enumerate(states, start=1)),
        )  # fmt: skip


@pytest.mark.parametrize(("make", "advance", "log"), KINDS)
@example_settings(max_examples=12)
@given(steps=st.lists(STEPS | st.just(CLOSE), min_size=1, max_size=14))
def test_any_sequence_of_steps_follows_the_table_and_is_logged_step_by_step(make, advance, log, steps):
    story = Story(make, advance, log)
    for step in steps:
        if step == CLOSE:
            story.close_or_open()
        else:
            story.take(step)
        assert story.stands(), step


@pytest.mark.parametrize(("make", "advance", "log"), KINDS)
@example_settings(max_examples=12)
@given(choices=st.lists(st.integers(min_value=0, max_value=100), min_size=1, max_size=12))
def test_a_walk_along_the_table_never_ends_and_is_logged_in_its_order(make, advance, log, choices):
    """Every step here is one that the table allows: long stories, which tries at random seldom reach."""
    story = Story(make, advance, log)
    for choice in choices:
        possible = [
            verb
            for verb, row in TRANSITIONS.items()
            if (story.state in row.from_states or (story.on_the_site and story.state in row.while_on_the_site))
            and (row.to_state or story.was_reopened)
            and not (verb == "return" and story.state == ReviewState.DRAFT)  # the round of the story is open
        ]
        verb = possible[choice % len(possible)]
        story.take(Step("lead" if verb == "submit" else "coordination", verb, "Précisez."))
    assert (len(story.lines), story.stands()) == (len(choices), True)
