"""A published row of every table, and one of each kind that nobody outside may read, with a word that gives it away."""

import datetime

from document.dates import PartialDate
from initiatives.models import ReviewState
from public.index.changes import refresh_pending
from tests.builders import (
    make_antenna,
    make_antenna_count,
    make_antenna_figure,
    make_antenna_review,
    make_antenna_service,
    make_antenna_update,
    make_commune,
    make_edition,
    make_edition_text,
    make_event,
    make_figure,
    make_framework,
    make_indicator,
    make_initiative,
    make_issue,
    make_issued_report,
    make_message,
    make_partner,
    make_period,
    make_photo,
    make_question,
    make_recommendation,
    make_response,
    make_theme,
    make_update,
    make_update_review,
    make_user,
    make_volet,
    make_zone,
)

PUBLISHED = ReviewState.PUBLISHED
SECRET = "geheim"


class World:
    """A small published world; `fill` adds what must not be read."""

    def __init__(self):
        self.zone = make_zone(number="5339", name_fr="Zone Midi", name_nl="Zone Zuid", position=1)
        self.commune = make_commune(nis_code="21004", name_fr="Bruxelles", name_nl="Brussel", zones=[self.zone],
                                    postal_codes="1000;1020")  # fmt: skip
        self.lead = make_partner(zone=self.zone, key="zp-5339", former_names="Polbru\nPolBru 2", position=1)
        self.other = make_partner(key="asbl-tada", position=2)
        self.framework = make_framework(key="resolution-2020", adopted_on=datetime.date(2020, 12, 18))
        self.volet = make_volet(framework=self.framework, number=4)
        self.recommendation = make_recommendation(volet=self.volet, code="R12", competence="regional", verified=True)
        self.indicator = make_indicator(key="young_people", unit="percent")
        self.theme = make_theme(key="lisa")
        self.period = make_period(key="2023-2024")
        self.initiative = make_initiative(
            key="cafe", lead=self.lead, co_partners=[self.other], communes=[self.commune], volet=self.volet,
            recommendations=[self.recommendation], theme=self.theme, title_fr="L'heure du café",
            title_nl="Het koffie-uur", started_earliest=datetime.date(2023, 10, 1),
            started_latest=datetime.date(2023, 10, 31), website="https://example.brussels/cafe",
        )  # fmt: skip
        self.update = make_update(initiative=self.initiative, period=self.period, state=PUBLISHED, status="new",
                                  body_fr="Un *café*.", body_nl="Een *koffie*.", highlight=True)  # fmt: skip
        make_update_review(subject=self.update, from_state="validated", to_state=PUBLISHED)
        make_figure(update=self.update, indicator=self.indicator, value="62.5000", note_fr="Jeunes", position=1)
        make_figure(update=self.update, indicator=self.indicator, value="11553", year=None, position=2)
        make_event(update=self.update, title_fr="Ouverture", title_nl="Opening", attendance=30)
        make_photo(update=self.update, sha256="a" * 64, credit="PolBru")
        self.antenna = make_antenna(key="lisa-nord", commune=self.commune, mark="planned")
        make_antenna_service(antenna=self.antenna, name_fr="Police", name_nl="Politie", permanent=True)
        make_antenna_figure(antenna=self.antenna, indicator=self.indicator, value=687, year=2023)
        told = make_antenna_update(antenna=self.antenna, period=self.period, state=PUBLISHED, body_fr="Ouverte.")
        make_antenna_review(subject=told, from_state="validated", to_state=PUBLISHED)
        make_antenna_count(key="count-2023", counted_on=PartialDate.parse("2023-12"), number=12)
        self.edition = make_edition(key="update-2024", framework=self.framework, periods=[self.period])
        self.issue = make_issue(edition=self.edition)
        make_issued_report(issue=self.issue, sha256="b" * 64, size=1234)
        refresh_pending()

    def hide(self):
        """Add a row of each kind that is not published; each holds the word SECRET."""
        for state in ("draft", "submitted", "returned", "validated"):
            words = {
                f"{field}_{code}": f"{SECRET} {state}" for field in ("body", "title") for code in ("fr", "nl", "en")
            }
            own = make_initiative(key=f"{SECRET}-{state}", lead=self.lead, volet=self.volet, theme=self.theme)
            update = make_update(initiative=own, period=self.period, state=state, **words)
            make_figure(update=update, indicator=self.indicator, note_fr=SECRET)
            make_event(update=update, title_fr=SECRET, place=SECRET)
            make_photo(update=update, credit=SECRET)
            later = make_period(key=f"later-{state}")
            beside = make_update(initiative=self.initiative, period=later, state=state, **words)
            make_figure(update=beside, indicator=self.indicator, note_fr=SECRET)
            make_antenna_update(antenna=self.antenna, period=later, state=state, body_fr=SECRET, body_nl=SECRET)
        duplicate = make_initiative(key=f"{SECRET}-duplicate", lead=self.lead, merged_into=self.initiative)
        kept = make_update(initiative=duplicate, period=self.period, state=PUBLISHED, body_fr=SECRET)
        make_update_review(subject=kept, from_state="validated", to_state=PUBLISHED, remark=SECRET)
        make_update_review(subject=self.update, remark=SECRET)
        # Published once, withdrawn since: the log still says so.
        withdrawn = make_update(initiative=make_initiative(key=f"{SECRET}-gone"), period=self.period, state="validated",
                                body_fr=SECRET)  # fmt: skip
        make_update_review(subject=withdrawn, from_state="validated", to_state=PUBLISHED)
        user = make_user(email=f"{SECRET}@example.brussels", first_name=SECRET, partners=[self.lead])
        make_question(partner=self.lead, period=self.period, asked_by=user, text=SECRET)
        make_response(partner=self.lead, period=self.period, note_fr=SECRET, submitted_by=user,
                      submitted_at=datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC))  # fmt: skip
        make_message(partner=self.lead, period=self.period, subject=SECRET, body=SECRET)
        unissued = make_edition(key=f"{SECRET}-edition", title_fr=SECRET, framework=self.framework)
        make_edition_text(edition=unissued, body_fr=SECRET, volet=self.volet)
        refresh_pending()
