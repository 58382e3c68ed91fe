"""The composed sentences of the founding edition, each held against the lines of the report on which it rests."""

import re
from html import unescape

import pytest
from django.utils.translation import override

from demo.content import DATASET, EDITION
from document.blocks import Paragraph, Section, extract_text
from document.typography import typeset
from exchange import dataset
from initiatives.models import Update
from public.pages.partners.detail import render_partner
from reporting.models import Edition
from reporting.reports import annual
from tests.lasting import lasting
from tests.reporting.founding_sentences import SENTENCES
from zones.models import Partner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("founding")]

COMPOSED = re.compile(r"(?:Pour la période|In de periode|Voor de periode) \d{4}-\d{4}\b")


@pytest.fixture(scope="module")
def founding(django_db_setup, django_db_blocker):
    with lasting(django_db_blocker):
        dataset.apply(dataset.plan(DATASET))
        yield


def expected(language):
    """Partner and period → the paragraph that the annex holds."""
    return {
        place: " ".join(getattr(sentence, language) for sentence in sentences) for place, sentences in SENTENCES.items()
    }


def composed(document):
    """Partner and period → the paragraphs of their chapter that begin as composed ones do."""
    found = {}
    for anchor, section in sections(document.sections):
        if chapter := re.fullmatch(r"annex-(.+)-(\d{4}-\d{4})", anchor):
            told = [extract_text(block.content) for block in section.blocks if isinstance(block, Paragraph)]
            found[chapter[1], chapter[2]] = " ".join(text for text in told if COMPOSED.match(text))
    return found


def sections(blocks):
    for block in blocks:
        if isinstance(block, Section):
            yield block.heading.anchor, block
            yield from sections(block.blocks)


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_every_composed_sentence_rests_on_lines_of_the_source(language):
    with override(language):
        document = annual.build_document(Edition.objects.get(key=EDITION), language)

    assert composed(document) == expected(language)


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_the_site_tells_the_same_sentences(language):
    introduction = "a mené" if language == "fr" else "uitgevoerd."
    partners = {partner.key: partner for partner in Partner.objects.all()}
    told = {
        place: text for place, text in expected(language).items() if introduction not in text.partition(". ")[0] + "."
    }
    with override(language):
        markup = {partner: render_partner(partners[partner].pk) for partner, _period in told}

    for (partner, _period), text in told.items():
        words = unescape(re.sub(r"<[^>]+>", "", markup[partner]))
        assert typeset(text, language) in words, text


def test_new_is_only_what_the_source_calls_new_or_gives_a_start():
    new = Update.objects.filter(status="new").order_by("period__starts_on", "initiative__position")

    assert {
        period: set(new.filter(period__key=period).values_list("initiative__key", flat=True))
        for period in ("2021-2022", "2022-2023", "2023-2024")
    } == {
        "2021-2022": {
            "polbru-cadets",  # "En place depuis 2021"
            "koekelberg-youth-police",  # the first of three actions, on 29 June 2022
            "anderlecht-jes-platform",  # "Depuis avril 2021"
            "coffee-with-a-cop-5342",  # "débutée en mars 2022"
            "et-si-on-se-presentait",  # "existant depuis 2022", first action on 26 March 2022
            "gt-cipol",  # "réunit depuis 2021"
            "5340-lisa",  # "initiée en juin 2021"
            "5341-projet-jes",  # "un nouveau projet de l'asbl JES"
            "5341-lisa",  # opened in March and September 2021
        },
        "2022-2023": {
            "bru-response",  # "créé en 2023"
            "5339-community-without-borders",  # "a débuté en 2022"
            "5339-cellule-education-securite-routiere",  # "a vu le jour en 2022"
            "5339-partenariat-seuil",  # the same
            "5341-mmm-cureghem",  # "Nouvelles initiatives spécifiques"
            "5341-plan-ete-hotspots",
            "5341-plan-diversite",
            "5341-reseau-diversite",
            "5343-lisa",  # inaugurated on 23 March 2023
        },
        "2023-2024": {
            "study-day-safe-cities",  # 14 October 2024
            "coffee-with-a-cop-5343",  # "Depuis septembre 2023"
            "melkriek",  # first meeting on 7 December 2023
            "alice",  # "mis sur pied en octobre 2023"
            "berchem-resident-meetings",  # "ont été initiées" in November 2024
            "newsletter-zoom-sur",  # "a décidé de mettre en place"
            "fireworks-campaign",  # "a débuté en décembre 2024"
            "dope-talks",  # "lancée en juin 2024"
            "5339-ateliers-cyberharcelement",  # "a débuté des ateliers"
            "5341-mini-je-kiffe-bruxelles",  # "dès novembre 2024"
            "5341-gare-du-midi",  # "Nouvelles initiatives spécifiques", "dès octobre 2023"
            "5343-reserve-citoyenne-bruresponse",  # "Lancement … fin septembre et début octobre 2023"
            "5343-cellule-eva",  # "Création … décembre 2023"
        },
    }


def test_the_lists_of_the_annex_are_those_of_the_source():
    """The seventeen places at which an initiative stands in another list than in its latest period."""
    moved = [update for update in Update.objects.all() if update.kind != update.initiative.kind]

    assert {(update.initiative.key, update.period.key, update.kind) for update in moved} == {
        (key, period, "specific")
        for period, keys in {
            "2021-2022": [
                "5341-operation-cartable", "5341-demandes-ecoles", "5341-sejour-irregulier", "5341-projet-jes",
                "5341-pol-recraft", "coffee-with-a-cop-5342", "5342-team-school",
                "5342-groupe-travail-jeunesse-watermael-boitsfort", "5342-evenements-festifs-watermael-boitsfort",
                "5343-prevention-truck",
            ],
            "2022-2023": [
                "5341-pol-recraft", "5341-plan-ete-hotspots", "coffee-with-a-cop-5342", "5342-team-school",
                "5342-groupe-travail-jeunesse-watermael-boitsfort", "5342-evenements-festifs-watermael-boitsfort",
                "5343-lisa",
            ],
        }.items()
        for key in keys
    }  # fmt: skip
