"""A report tells of a reopened text what was published of it, until the new wording is validated."""

import datetime

import pytest

from document.rendering import Format
from initiatives.bulk_changes import set_highlight
from initiatives.services import advance_update
from lisa.services import advance_antenna_update
from reporting.reports import annual
from reporting.services import export_edition, issue_edition
from tests import builders
from tests.reporting.reports.annual.reading import holds, pages

pytestmark = pytest.mark.django_db


class World:
    """An edition that tells of one published text with its figure, and of one antenna."""

    def __init__(self):
        self.coordinator = builders.make_user(role=builders.COORDINATION)
        period = builders.make_period(starts_on=datetime.date(2022, 9, 1), ends_on=datetime.date(2023, 8, 31))
        framework = builders.make_framework()
        volet = builders.make_volet(framework=framework, number=1)
        self.edition = builders.make_edition(
            framework=framework, periods=[period], covers_from=period.starts_on, covers_to=period.ends_on
        )
        self.text = builders.make_update(
            initiative=builders.make_initiative(volet=volet), period=period, state="validated", highlight=True,
            body_fr="Cinq médiateurs.", body_nl="Vijf bemiddelaars.",
        )  # fmt: skip
        self.figure = builders.make_figure(update=self.text, value=5050)
        self.antenna_text = builders.make_antenna_update(
            antenna=builders.make_antenna(), period=period, state="validated",
            body_fr="Porte ouverte.", body_nl="Opendeur.",
        )  # fmt: skip
        self.move("publish")

    def move(self, *verbs):
        for verb in verbs:
            for text, advance in ((self.text, advance_update), (self.antenna_text, advance_antenna_update)):
                text.refresh_from_db()
                advance(text, verb, by=self.coordinator, remark="Encore.")

    def rewrite(self):
        self.text.body_fr, self.text.body_nl = "Six médiateurs.", "Zes bemiddelaars."
        self.antenna_text.body_fr, self.antenna_text.body_nl = "Porte close.", "Gesloten deur."
        self.text.save()
        self.antenna_text.save()
        self.figure.value = 6060
        self.figure.save()

    def told(self, file_format=Format.HTML):
        """Which of the two wordings a file of the report tells, of the text, the figure and the antenna."""
        read = pages(export_edition(self.edition, "fr", file_format).content, file_format)
        pairs = (("Cinq médiateurs", "Six médiateurs"), ("5050", "6060"), ("Porte ouverte", "Porte close"))
        return [[one for one in pair if holds(read, one)] for pair in pairs]


@pytest.fixture
def world():
    return World()


BEFORE = [["Cinq médiateurs"], ["5050"], ["Porte ouverte"]]
AFTER = [["Six médiateurs"], ["6060"], ["Porte close"]]


@pytest.mark.parametrize("file_format", [Format.HTML, Format.XLSX])
@pytest.mark.parametrize(
    ("verbs", "told"),
    [([], BEFORE), (["submit"], BEFORE), (["submit", "return"], BEFORE), (["submit", "validate"], AFTER)],
)
def test_the_report_tells_what_was_published_until_the_new_wording_is_validated(world, verbs, told, file_format):
    world.move("reopen")
    world.rewrite()
    world.move(*verbs)
    assert world.told(file_format) == told


def test_an_issue_remembers_the_texts_whose_record_it_tells(world):
    world.move("reopen")
    world.rewrite()
    issue = issue_edition(world.edition, by=world.coordinator)
    assert (issue.updates.get(), issue.antenna_updates.get()) == (world.text, world.antenna_text)


def test_what_was_withdrawn_while_it_is_written_anew_is_in_no_report(world):
    world.move("reopen", "withdraw")
    assert world.told() == [[], [], []]


def test_a_reopened_text_is_arranged_as_the_report_tells_it(world):
    world.move("reopen")
    told = annual.gather_material(world.edition).updates[0]
    assert set_highlight(told, False, by=world.coordinator)
    assert annual.gather_material(world.edition).updates[0].highlight is False
    world.text.refresh_from_db()
    assert world.text.highlight is False
