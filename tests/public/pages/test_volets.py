"""The volets and their recommendations: what was asked, what was done about it, by whom and since when."""

import datetime

import pytest

from document.dates import PartialDate
from initiatives.models import ReviewState
from public.index.changes import refresh_pending
from tests.builders import (
    make_framework,
    make_initiative,
    make_partner,
    make_period,
    make_recommendation,
    make_update,
    make_volet,
)
from tests.reading import text, tree, under

pytestmark = pytest.mark.django_db


@pytest.fixture
def framework():
    return make_framework(key="resolution", title_fr="Résolution", title_nl="Resolutie", adopted_on="2020-12-18")


@pytest.fixture
def volet(framework):
    return make_volet(framework=framework, number=4, title_fr="Quartier", title_nl="Wijk", verified=True)


def published(recommendation=None, *, state=ReviewState.PUBLISHED, period=None, **fields):
    """An initiative with one text, linked to the recommendation."""
    fields |= {"volet": recommendation.volet, "recommendations": [recommendation]} if recommendation else {}
    update = make_update(initiative=make_initiative(**fields), state=state, period=period or make_period())
    return update.initiative


def page_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return tree(response)


def said(element):
    return " ".join(" ".join(element.itertext()).split())


# --- The overview ---------------------------------------------------------------------------------


def test_the_overview_says_of_what_its_figure_is(client, volet):
    volet.framework.note_fr, volet.framework.note_nl = (
        "La résolution en compte davantage.",
        "De resolutie telt er meer.",
    )
    volet.framework.save()
    linked = make_recommendation(volet=volet, code="R16")
    make_recommendation(volet=volet, code="R17")
    published(linked)
    published()
    published(linked, state=ReviewState.VALIDATED)
    refresh_pending()

    french, dutch = page_of(client, "/fr/volets/"), page_of(client, "/nl/volets/")

    assert said(french.xpath("//p[@class='muted']")[0]) == (
        "2 recommandations figurent ici. Aucune initiative n’est encore liée à 1 d’entre elles : cela ne veut pas dire "
        "que rien n’a été fait. Sur 2 initiatives suivies, 1 a été liée à une recommandation."
    )
    assert text(french.find_class("note")[0]) == "La résolution en compte davantage."
    assert text(dutch.find_class("note")[0]) == "De resolutie telt er meer."


def test_each_recommendation_stands_under_its_volet_with_how_much_was_done(client, volet):
    asked = make_recommendation(volet=volet, code="R16", text_fr="Créer.", text_nl="Oprichten.", competence="regional")
    make_recommendation(volet=volet, code="R17", text_fr="Informer.", text_nl="Informeren.", verified=True)
    published(asked)
    published(asked, state=ReviewState.VALIDATED)
    refresh_pending()
    page = page_of(client, "/fr/volets/")
    assert [said(entry) for entry in under(page, "demands", "li")] == [
        "R16 Créer. (formulation non officielle) 1 initiative · compétence : régionale",
        "R17 Informer. Aucune initiative liée pour l’instant",
    ]
    assert [said(heading) for heading in page.iter("h2")] == ["Volet 4 – Quartier"]
    assert [link.get("href") for link in under(page, "volet", "a")] == [
        "/fr/volets/resolution/4/",
        "/fr/volets/resolution/4/R16/",
        "/fr/volets/resolution/4/R17/",
    ]
    dutch = page_of(client, "/nl/volets/")
    assert said(under(dutch, "demands", "li")[1]) == "R17 Informeren. Nog geen initiatief gekoppeld"


def test_a_volet_that_the_reports_leave_out_stands_there_with_its_note(client, framework):
    make_volet(framework=framework, number=1, note_fr="Note du premier.", note_nl="Nota.")
    make_volet(framework=framework, number=6, covered=False, note_fr="Non traité.", note_nl="Niet behandeld.")
    refresh_pending()
    page = page_of(client, "/fr/volets/")
    assert [text(note) for note in page.find_class("note")] == ["Non traité."]
    assert ["Non traité dans les rapports" in text(volet) for volet in page.find_class("volet")] == [False, True]
    assert ["Titre : formulation non officielle" in text(volet).replace("\xa0", " ")
            for volet in page.find_class("volet")] == [True, True]  # fmt: skip


def test_several_frameworks_have_headings_of_their_own(client, volet):
    make_volet(framework=make_framework(key="plan", title_fr="Plan", title_nl="Plan", position=2), number=4)
    refresh_pending()
    page = page_of(client, "/fr/volets/")
    assert [text(heading) for heading in page.iter("h2")] == ["Résolution", "Plan"]
    assert [link.get("href") for link in page.xpath("//h3/a")] == ["/fr/volets/resolution/4/", "/fr/volets/plan/4/"]


def test_without_anything_to_follow_the_overview_says_so(client):
    assert text(page_of(client, "/en/volets/").find_class("empty")[0]) == "No recommendation is followed yet."


def test_a_code_that_is_no_slug_has_its_page(client, volet):
    make_recommendation(volet=volet, code="1.2 a/b", text_fr="Ceci.")
    refresh_pending()
    (address,) = [link.get("href") for link in under(page_of(client, "/fr/volets/"), "demands", "a")]
    assert text(next(page_of(client, address).iter("h1"))) == "Recommandation 1.2 a/b"


# --- A volet --------------------------------------------------------------------------------------


def test_a_volet_shows_its_recommendations_and_the_first_of_its_initiatives(client, volet):
    asked = make_recommendation(volet=volet, code="R16")
    lead, period = make_partner(), make_period()
    for number in range(21):
        published(volet=volet, title_fr=f"Initiative n{number}", lead=lead, period=period)
    published(volet=volet, title_fr="Brouillon secret", state=ReviewState.DRAFT)
    published(title_fr="Autre volet")
    refresh_pending()
    page = page_of(client, "/fr/volets/resolution/4/")
    assert text(next(page.iter("h1"))) == "Quartier"
    assert [text(link) for link in under(page, "demands", "a")] == [asked.code]
    titles = [text(title) for title in page.xpath("//ul[@class='rows']/li/h3")]
    assert (len(titles), titles[0]) == (20, "Initiative n20")
    assert [link.get("href") for link in under(page, "pager", "a")] == ["/fr/initiatives/?volet=resolution/4"]
    assert [word for word in ("Brouillon secret", "Autre volet") if word in text(page)] == []


def test_a_volet_without_initiatives_says_that_none_is_linked(client, volet):
    refresh_pending()
    assert text(page_of(client, "/nl/volets/resolution/4/").find_class("empty")[0]) == "Nog geen initiatief gekoppeld."


# --- A recommendation -----------------------------------------------------------------------------


def test_a_recommendation_says_what_was_done_by_whom_and_since_when(client, volet):
    asked = make_recommendation(
        volet=volet, code="R16", text_fr="Créer des antennes.", text_nl="Antennes oprichten.",
        competence="shared", source_url="https://parlement.example/texte",
    )  # fmt: skip
    commune = make_partner(name_fr="Commune", name_nl="Gemeente", position=2)
    zone = make_partner(name_fr="Zone", name_nl="Politiezone", position=1)
    early = make_period(key="2021-2022", starts_on=datetime.date(2021, 7, 1), ends_on=datetime.date(2022, 6, 30))
    late = make_period(key="2023-2024")
    known = published(asked, lead=commune, title_fr="Café", started=PartialDate.parse("2022-03"), period=late)
    unknown = published(asked, lead=zone, title_fr="Marche", period=early)
    make_update(initiative=unknown, period=late, state=ReviewState.PUBLISHED, status="changed")
    before = make_period(key="2010-2011", starts_on=datetime.date(2010, 7, 1))
    make_update(initiative=unknown, period=before, state=ReviewState.RETURNED)
    published(asked, title_fr="Brouillon secret", state=ReviewState.SUBMITTED)
    published(make_recommendation(volet=volet), title_fr="Autre demande")
    refresh_pending()
    page = page_of(client, "/fr/volets/resolution/4/R16/")
    assert [said(carrier) for carrier in page.xpath("//ul[@class='carriers']/li")] == [
        "Zone Marche suivie depuis 2021–2022 · 2023–2024 modifiée",
        "Commune Café début : mars 2022 · 2023–2024 poursuivie",
    ]
    assert text(page.find_class("asked")[0]) == "Créer des antennes."
    assert [said(fact) for fact in page.xpath("//dl[contains(@class, 'known')]/div")] == [
        "Compétence partagée", "Source parlement.example", "Demandée par Résolution",
    ]  # fmt: skip
    assert text(page.find_class("notice")[0]).startswith("La formulation n’est pas officielle")
    assert [link.get("href") for link in under(page, "crumbs", "a")] == [
        "/fr/", "/fr/volets/", "/fr/volets/resolution/4/"
    ]  # fmt: skip
    assert [word for word in ("secret", "Autre demande", "2010") if word in text(page)] == []
    assert known.key in page.xpath("//ul[@class='carriers']//a/@href")[3]


def test_an_official_wording_bears_no_mark_and_an_unknown_competence_is_left_out(client, volet):
    make_recommendation(volet=volet, code="R1", verified=True)
    refresh_pending()
    page = page_of(client, "/en/volets/resolution/4/R1/")
    assert page.find_class("notice") == []
    assert [text(term) for term in page.iter("dt")] == ["Asked by"]


def test_what_no_initiative_is_linked_to_is_said_as_just_that(client, volet):
    make_recommendation(volet=volet, code="R1")
    refresh_pending()
    empty = text(page_of(client, "/en/volets/resolution/4/R1/").find_class("empty")[0])
    assert empty.startswith("No initiative linked yet. ")
    assert "nothing was done" not in empty


def test_a_text_in_one_language_only_stands_under_a_notice(client, volet):
    make_recommendation(volet=volet, code="R1", text_fr="Créer.", text_nl="")
    refresh_pending()
    page = page_of(client, "/nl/volets/resolution/4/R1/")
    assert [(text(line), line.get("lang")) for line in under(page, "asked", "p")] == [
        ("Deze tekst bestaat alleen in het Frans.", None),
        ("Créer.", "fr"),
    ]


def test_a_text_in_two_other_languages_says_both(client, volet):
    make_recommendation(volet=volet, code="R1", text_fr="Créer.", text_nl="Oprichten.")
    refresh_pending()
    page = page_of(client, "/en/volets/resolution/4/R1/")
    assert [(text(line), line.get("lang")) for line in under(page, "asked", "p")] == [
        ("This text exists in French and in Dutch. Here it stands in French.", None),
        ("Créer.", "fr"),
    ]


def test_more_than_a_page_of_initiatives_leads_to_the_whole_list(client, volet):
    asked = make_recommendation(volet=volet, code="R16")
    lead, period = make_partner(), make_period()
    for _ in range(21):
        published(asked, lead=lead, period=period)
    refresh_pending()
    page = page_of(client, "/fr/volets/resolution/4/R16/")
    assert len(page.xpath("//ul[@class='carriers']/li/ul/li")) == 20
    assert [link.get("href") for link in under(page, "pager", "a")] == [
        "/fr/initiatives/?recommendation=resolution/4/R16"
    ]


def test_a_recommendation_leads_to_its_neighbours(client, volet):
    for position, code in enumerate(("R1", "R2", "R3")):
        make_recommendation(volet=volet, code=code, position=position)
    refresh_pending()
    page = page_of(client, "/nl/volets/resolution/4/R2/")
    assert [(link.get("rel"), link.get("href")) for link in under(page, "pager", "a")] == [
        ("prev", "/nl/volets/resolution/4/R1/"),
        ("next", "/nl/volets/resolution/4/R3/"),
    ]


def test_what_was_never_asked_is_not_found(client, volet):
    make_recommendation(volet=volet, code="R16")
    make_volet(framework=make_framework(key="plan"), number=4)
    refresh_pending()
    addresses = [
        "resolution/5/", "unknown/4/", "resolution/99999999999999999999/", "resolution/4/R99/",
        "resolution/4/r16/", "resolution/4/R16%00/", "resolution/5/R16/", "plan/4/R16/",
    ]  # fmt: skip
    answers = {address: client.get(f"/fr/volets/{address}").status_code for address in addresses}
    assert answers == dict.fromkeys(addresses, 404)
