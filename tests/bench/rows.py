"""The rows of the generator: what the founding data lack, and initiatives with all that stands under them."""

import datetime
import random
from dataclasses import dataclass
from itertools import cycle

from django.conf import settings

from initiatives.models import (
    Figure,
    Indicator,
    Initiative,
    Period,
    PublishedFigure,
    PublishedUpdate,
    Recommendation,
    ReviewState,
    Theme,
    Update,
    Volet,
)
from initiatives.recording import list_copied_columns
from records.models.keys import make_key
from reporting.models import Edition, Issue, IssuedReport
from tests.bench.vocabulary import Vocabulary, line, text, vocabulary
from zones.models import Commune, Partner

DATASET = settings.BASE_DIR / "data" / "founding-report"
PERIODS = (("2024-2025", 2025), ("2025-2026", 2026))
THEMES, RECOMMENDATIONS, PARTNERS = 20, 60, 40
TEXTS = 3_000
"""Different texts of updates: a reader of one page cannot tell, and the same Markdown is rendered once."""

UPDATES = 4
"""Of each initiative, in periods that follow each other."""


@dataclass
class Source:
    """What initiatives are drawn from."""

    chance: random.Random
    fr: Vocabulary
    nl: Vocabulary
    texts: list[tuple[str, str]]
    periods: list[Period]
    partners: list[Partner]
    communes: list[Commune]
    volets: list[Volet]
    recommendations: list[Recommendation]
    themes: list[Theme]
    indicators: list[Indicator]


def source() -> Source:
    """Adds the reference rows that the founding data lack, and gives what there is then."""
    chance = random.Random(2020)  # noqa: S311 - the same content each time
    fr, nl = (vocabulary(DATASET, language, chance) for language in ("fr", "nl"))
    volets = list(Volet.objects.order_by("number"))
    _add_periods()
    _add_recommendations(volets, fr, nl, chance)
    _add_themes(fr, nl, chance)
    _add_partners()
    _add_issue()
    return Source(
        chance=chance,
        fr=fr,
        nl=nl,
        texts=[(text(fr, chance), text(nl, chance)) for _ in range(TEXTS)],
        periods=list(Period.objects.order_by("starts_on")),
        partners=list(Partner.objects.order_by("pk")),
        communes=list(Commune.objects.order_by("pk")),
        volets=volets,
        recommendations=list(Recommendation.objects.order_by("pk")),
        themes=list(Theme.objects.order_by("pk")),
        indicators=list(Indicator.objects.order_by("pk")),
    )


# --- What the founding data lack ------------------------------------------------------------------


def _add_periods():
    Period.objects.bulk_create(
        Period(key=key, starts_on=datetime.date(year, 1, 1), ends_on=datetime.date(year, 12, 31))
        for key, year in PERIODS
    )


def _add_recommendations(volets, fr, nl, chance):
    Recommendation.objects.bulk_create(
        Recommendation(
            volet=volets[number % len(volets)],
            code=f"B{number:02}",
            text_fr=line(fr, chance, 25),
            text_nl=line(nl, chance, 25),
            position=number,
        )
        for number in range(Recommendation.objects.count(), RECOMMENDATIONS)
    )


def _add_themes(fr, nl, chance):
    Theme.objects.bulk_create(
        Theme(key=f"theme-{number}", title_fr=line(fr, chance, 3), title_nl=line(nl, chance, 3), position=number)
        for number in range(Theme.objects.count(), THEMES)
    )


def _add_partners():
    Partner.objects.bulk_create(
        Partner(
            key=f"association-{number}",
            kind=Partner.Kind.NON_PROFIT,
            group=Partner.Group.GT_CIPOL,
            name_fr=f"Association {number}",
            name_nl=f"Vereniging {number}",
            position=number,
        )
        for number in range(Partner.objects.count(), PARTNERS)
    )


def _add_issue():
    """The home page shows the latest report; its files are on no disk, nobody asks for them here."""
    issue = Issue.objects.create(edition=Edition.objects.latest("covers_to"), number=1)
    for language in ("fr", "nl"):
        for ending in ("html", "docx", "pdf", "xlsx"):
            name = f"issued/{language}.{ending}"
            IssuedReport.objects.create(
                issue=issue, language=language, format=ending, file=name, size=400_000, sha256="0" * 64
            )


# --- Initiatives ----------------------------------------------------------------------------------


def add_initiatives(source: Source, first: int, count: int) -> int:
    """Adds so many initiatives, numbered from the first on, with what stands under them. Returns the number of rows."""
    made = [_initiative(source, number) for number in range(first, first + count)]
    Initiative.objects.bulk_create(made)
    links = _links(source, made)
    updates = [update for initiative in made for update in _updates(source, initiative)]
    Update.objects.bulk_create(updates, batch_size=500)
    figures = list(_figures(source, updates))
    Figure.objects.bulk_create(figures, batch_size=1_000)
    _add_records(updates, figures)
    return len(made) + links + 2 * (len(updates) + len(figures))


def _add_records(updates, figures):
    """What was published of the texts: written past the signals that keep it otherwise."""
    records = (PublishedUpdate(text=update, **_copied(PublishedUpdate, update)) for update in updates)
    PublishedUpdate.objects.bulk_create(records, batch_size=500)
    under = (
        PublishedFigure(update_id=figure.update_id, original=figure.pk, **_copied(PublishedFigure, figure))
        for figure in figures
    )
    PublishedFigure.objects.bulk_create(under, batch_size=1_000)


def _copied(model, row):
    return {column: getattr(row, column) for column in list_copied_columns(model)}


def _initiative(source, number):
    chance = source.chance
    started = datetime.date(chance.randint(1995, 2025), 1, 1) if chance.random() < 0.5 else None
    return Initiative(
        key=f"bench-{number}",
        lead=chance.choice(source.partners),
        volet=chance.choice(source.volets),
        kind=Initiative.Kind.DAILY if chance.random() < 0.3 else Initiative.Kind.SPECIFIC,
        theme=chance.choice(source.themes) if chance.random() < 0.4 else None,
        title_fr=line(source.fr, chance, chance.randint(4, 9)),
        # Where nobody has translated yet, pages say so.
        title_nl=line(source.nl, chance, chance.randint(4, 9)) if chance.random() < 0.95 else None,
        audience_fr=line(source.fr, chance, 6),
        audience_nl=line(source.nl, chance, 6),
        partnerships_fr=line(source.fr, chance, 8),
        partnerships_nl=line(source.nl, chance, 8),
        started_earliest=started,
        started_latest=started and started.replace(month=12, day=31),
        position=number,
    )


def _links(source, made):
    """Communes, co-partners and recommendations: one or two of each for most."""
    rows = 0
    for name, owner, offered in (
        ("communes", "commune", source.communes),
        ("co_partners", "partner", source.partners),
        ("recommendations", "recommendation", source.recommendations),
    ):
        through = getattr(Initiative, name).through
        links = [
            through(initiative=initiative, **{owner: one})
            for initiative in made
            for one in source.chance.sample(offered, source.chance.choice((0, 1, 1, 2)))
            if one.pk != initiative.lead_id or owner != "partner"
        ]
        through.objects.bulk_create(links, batch_size=1_000)
        rows += len(links)
    return rows


def _updates(source, initiative):
    chance = source.chance
    first = chance.randint(0, len(source.periods) - UPDATES)
    status, body = Update.Status.NEW, chance.choice(source.texts)
    for period in source.periods[first : first + UPDATES]:
        yield Update(
            initiative=initiative,
            period=period,
            partner=initiative.lead,
            status=status,
            kind=initiative.kind,
            body_fr=body[0],
            body_nl=body[1] if initiative.title_nl else None,
            review_state=ReviewState.PUBLISHED,
        )
        # Most go on as they were.
        if chance.random() < 0.3:
            status, body = Update.Status.CHANGED, chance.choice(source.texts)
        else:
            status = Update.Status.CONTINUED


def _figures(source, updates):
    """Ten in four updates: of two indicators each year, as a drawing needs them, and every other year of a third."""
    for update, count in zip(updates, cycle((3, 2)), strict=False):
        taken = set()
        number = update.initiative.position
        for step in range(count):
            figure = Figure(
                update=update,
                indicator=source.indicators[(number + 7 * step) % len(source.indicators)],
                year=update.period.ends_on.year,
                value=source.chance.randint(1, 5_000),
            )
            # Rows that are written together pass by what saving does.
            figure.key = make_key(figure, taken)
            yield figure
