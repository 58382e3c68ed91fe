"""What stands in the volets of an edition, and where."""

import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Picture

from document.blocks import Foreign, extract_text, make_inlines
from initiatives.models import ReviewState
from initiatives.photos import add_photo
from reporting.reports import annual
from tests import builders
from tests.reporting.reports.annual.documents import outline, section, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """A framework with one covered volet, two periods, and an edition of the second one."""
    framework = builders.make_framework()
    volet = builders.make_volet(
        framework=framework, number=1, title_fr="Formation", title_nl="Opleiding", verified=True
    )
    early = builders.make_period(
        key="2021-2022", starts_on=datetime.date(2021, 1, 1), ends_on=datetime.date(2022, 8, 31)
    )
    late = builders.make_period(
        key="2022-2023", starts_on=datetime.date(2022, 9, 1), ends_on=datetime.date(2023, 8, 31)
    )
    edition = builders.make_edition(
        framework=framework, periods=[late], covers_from=late.starts_on, covers_to=late.ends_on
    )
    return {"volet": volet, "early": early, "late": late, "edition": edition, "framework": framework}


def highlighted(world, title, *, period="late", state=ReviewState.PUBLISHED, lead=None, theme=None, **fields):
    initiative = fields.pop("initiative", None) or builders.make_initiative(
        volet=world["volet"], lead=lead or builders.make_partner(name_fr="Partenaire", name_nl="Partner"),
        title_fr=title, title_nl=title, theme=theme, key=title.lower().replace(" ", "-"),
    )  # fmt: skip
    texts = {"body_fr": f"Texte de {title}.", "body_nl": f"Tekst van {title}."} | fields
    builders.make_update(initiative=initiative, period=world[period], state=state, highlight=True, **texts)
    return initiative


def volet_outline(world, language="fr"):
    document = annual.build_document(world["edition"], language)
    lines = outline(document)
    first = next(i for i, line in enumerate(lines) if not line.startswith(" ") and "1" in line)
    rest = next((i for i, line in enumerate(lines[first + 1 :], first + 1) if not line.startswith(" ")), len(lines))
    return lines[first:rest]


def test_parts_are_lettered_by_what_is_present(world):
    highlighted(world, "Journée", lead=builders.make_partner(group="campus", name_fr="Campus"))
    highlighted(world, "Enquête", lead=builders.make_partner(group="safe_brussels", name_fr="safe"))

    assert volet_outline(world) == [
        "Volet 1 Formation",
        "  A. Initiatives prises par safe.brussels",
        "    Enquête – safe",
        "  B. Initiatives prises par le campus de safe.brussels",
        "    Journée – Campus",
    ]


def test_the_dutch_report_has_the_same_structure(world):
    highlighted(world, "Melkriek")

    assert [line.split()[0] for line in volet_outline(world, "nl")] == ["Luik", "A.", "Melkriek"]


@pytest.mark.parametrize("state", [ReviewState.DRAFT, ReviewState.SUBMITTED, ReviewState.RETURNED])
def test_what_is_not_validated_is_nowhere(world, state):
    highlighted(world, "Secret", state=state)
    highlighted(world, "Connu", state=ReviewState.VALIDATED)

    document = annual.build_document(world["edition"], "fr")

    assert not [line for line in outline(document) if "Secret" in line]
    assert "Secret" not in str(document)
    assert "    Connu – Partenaire" in outline(document)


def test_initiatives_of_one_theme_stand_together_under_its_introduction(world):
    theme = builders.make_theme(
        key="cafe", title_fr="Café", title_nl="Koffie", body_fr="Une idée.", body_nl="Een idee."
    )
    highlighted(world, "Premier", theme=theme)
    highlighted(world, "Entre")
    highlighted(world, "Second", theme=theme)

    document = annual.build_document(world["edition"], "fr")

    assert volet_outline(world)[2:] == [
        "    Café",
        "      Premier – Partenaire",
        "      Second – Partenaire",
        "    Entre – Partenaire",
    ]
    assert words(document, "theme-cafe")[0] == "Une idée."


def test_the_introduction_of_a_theme_without_a_highlight_does_not_fall_out(world):
    theme = builders.make_theme(key="cafe", title_fr="Café", body_fr="Une idée.")
    initiative = builders.make_initiative(volet=world["volet"], theme=theme)
    builders.make_update(initiative=initiative, period=world["late"], state=ReviewState.PUBLISHED)

    document = annual.build_document(world["edition"], "fr")

    assert words(document, "theme-cafe") == ["Une idée."]


def test_updates_stand_under_the_name_of_their_period_where_there_is_more_than_one(world):
    initiative = highlighted(world, "Melkriek", period="early", status="new")
    highlighted(world, "Melkriek", initiative=initiative, status="continued")

    document = annual.build_document(world["edition"], "fr")

    assert volet_outline(world)[2:] == [
        "    Melkriek – Partenaire",
        "      Période 2021-2022 (nouvelle)",
        "      Période 2022-2023 (poursuivie)",
    ]
    assert words(document, "initiative-melkriek-2021-2022") == ["Texte de Melkriek."]


def test_an_earlier_highlight_that_an_issued_edition_holds_is_not_told_again(world):
    initiative = highlighted(world, "Melkriek", period="early")
    highlighted(world, "Melkriek", initiative=initiative)
    earlier = builders.make_edition(framework=world["framework"], periods=[world["early"]])
    issue = builders.make_issue(edition=earlier)
    issue.updates.set(initiative.updates.filter(period=world["early"]))

    document = annual.build_document(world["edition"], "fr")

    assert volet_outline(world)[2:] == ["    Melkriek – Partenaire"]
    assert str(document).count("Texte de Melkriek.") == 1 + sum(
        "Texte de Melkriek." in str(row) for sheet in document.sheets for row in sheet.rows
    )


def test_an_update_that_says_nothing_has_a_sentence(world):
    initiative = highlighted(world, "Melkriek", period="early")
    highlighted(world, "Melkriek", initiative=initiative, body_fr="", body_nl="", status="ended")

    document = annual.build_document(world["edition"], "fr")

    assert words(document, "initiative-melkriek-2022-2023") == [
        "L’initiative a pris fin\u202f; aucune autre précision n’a été communiquée."
    ]


def test_a_covered_volet_without_initiative_says_so(world):
    document = annual.build_document(world["edition"], "fr")

    assert words(document, "volet-1") == ["Aucune initiative de ce volet n’est mise en avant dans cette édition."]


def test_a_volet_that_is_not_covered_has_no_parts_but_is_named(world):
    builders.make_volet(framework=world["framework"], number=6, title_fr="Plaintes", covered=False)

    document = annual.build_document(world["edition"], "fr")

    assert outline(document)[-2:] == ["Volets non traités", "  Volet 6 Plaintes"]


def test_what_is_not_verified_carries_its_mark(world):
    builders.make_recommendation(volet=world["volet"], code="R1", text_fr="Former mieux.", verified=False)
    builders.make_recommendation(volet=world["volet"], code="R2", text_fr="Former plus.", verified=True)

    document = annual.build_document(world["edition"], "fr")

    assert words(document, "volet-1-recommendations") == [
        "R1",
        "Former mieux. (formulation non officielle)",
        "R2",
        "Former plus.",
    ]


def test_a_text_in_one_language_only_is_shown_in_it_with_a_notice(world):
    highlighted(world, "Melkriek", body_fr="", body_nl="Alleen Nederlands.", state=ReviewState.VALIDATED)

    french = section(annual.build_document(world["edition"], "fr"), "initiative-melkriek").blocks
    dutch = section(annual.build_document(world["edition"], "nl"), "initiative-melkriek").blocks

    assert [block.language for block in french] == [None, None, "nl"]
    assert words(annual.build_document(world["edition"], "fr"), "initiative-melkriek")[-2:] == [
        "Ce texte n’existe qu’en néerlandais.",
        "Alleen Nederlands.",
    ]
    assert [block.language for block in dutch] == [None, None]


def test_a_text_of_the_edition_in_one_language_only_is_shown_in_it_with_a_notice(world):
    builders.make_edition_text(
        edition=world["edition"], place="foreword", title_fr="Contexte", title_nl="", body_fr="Mots.", body_nl=""
    )

    (own,) = section(annual.build_document(world["edition"], "nl"), "foreword").blocks

    assert own.heading.content == (Foreign(make_inlines("Contexte"), "fr"),)
    assert [block.language for block in own.blocks] == [None, "fr"]
    assert words(annual.build_document(world["edition"], "nl"), "foreword")[-2:] == [
        "Deze tekst bestaat alleen in het Frans.",
        "Mots.",
    ]


def test_an_edition_without_anything_is_a_document_without_empty_sections(world):
    empty = builders.make_edition(framework=builders.make_framework(), periods=[world["late"]])

    assert annual.build_document(empty, "fr").sections == ()


def test_a_photo_stands_under_its_update_with_its_words_and_credit(world):
    picture = io.BytesIO()
    Picture.new("RGB", (8, 8), "#12476b").save(picture, "PNG")
    initiative = highlighted(world, "Melkriek")
    add_photo(
        initiative.updates.get(), SimpleUploadedFile("a.png", picture.getvalue()), consent=True, credit="PolBru",
        alternative_fr="Des habitants", alternative_nl="Bewoners",
    )  # fmt: skip

    french = section(annual.build_document(world["edition"], "fr"), "initiative-melkriek").blocks[-1]
    dutch = section(annual.build_document(world["edition"], "nl"), "initiative-melkriek").blocks[-1]

    assert (french.alternative, extract_text(french.caption), french.media_type) == (
        "Des habitants", "Photo\u00a0: PolBru", "image/jpeg",
    )  # fmt: skip
    assert (dutch.alternative, dutch.data) == ("Bewoners", french.data)
