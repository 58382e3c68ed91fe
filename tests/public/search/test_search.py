"""What the search finds, in three languages, on both databases alike."""

import pytest
from django.utils.html import strip_tags

from initiatives.models import ReviewState
from initiatives.services import advance_update
from public import search as engine
from public.index.changes import refresh_pending
from public.models import Kind, PendingRefresh, SearchEntry, SearchText, SearchWord
from public.search import MOST_RANKED, found_objects, search, suggestion
from public.search.documents import Document, Text
from public.search.tokens import list_tokens
from tests.builders import (
    COORDINATION,
    make_antenna,
    make_antenna_update,
    make_commune,
    make_edition,
    make_event,
    make_initiative,
    make_issue,
    make_partner,
    make_period,
    make_photo,
    make_recommendation,
    make_theme,
    make_update,
    make_update_review,
    make_user,
    make_volet,
    make_zone,
)

pytestmark = pytest.mark.django_db

PUBLISHED = ReviewState.PUBLISHED


def index(kind, ids):
    """Refreshed, as far as these objects go: what is only marked as written is in no result."""
    engine.index(kind, ids)
    PendingRefresh.objects.filter(kind=kind, object_id__in=ids).delete()


def published(title_fr="Titre", title_nl="Titel", *, body_fr="", body_nl="", period=None, **fields):
    """An initiative with one published update, in the search."""
    initiative = make_initiative(title_fr=title_fr, title_nl=title_nl, **fields)
    period = {"period": period} if period else {}
    make_update(initiative=initiative, state=PUBLISHED, body_fr=body_fr, body_nl=body_nl, **period)
    index("initiative", [initiative.pk])
    return initiative


def found(text, language="fr", **options):
    return [hit.object_id for hit in search(text, language, **options).hits]


# --- What is forgiven -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "asked",
    ["sécurité routière", "securite routiere", "SECURITE ROUTIERE", "sécurités routières", "routière sécurité",
     "la sécurité, routière !", "securitté routiere", "sécurité routère"],
)  # fmt: skip
def test_accents_case_plural_order_and_small_errors_are_forgiven(asked):
    initiative = published("La sécurité routière")
    published("La sécurité")
    assert found(asked) == [initiative.pk]


@pytest.mark.parametrize("asked", ["veiligheid", "Veiligheid", "verkeersveiligheid", "verkeer", "veiligheidscel"])
def test_dutch_compounds_are_found_by_their_parts(asked):
    initiative = published(body_nl="Een project rond verkeersveiligheid en de veiligheidscel.")
    published(body_nl="Een project rond het leven in de wijk.")
    assert found(asked, "nl") == [initiative.pk]


def test_french_words_are_no_compounds():
    published("Les informations")
    formation = published("La formation")
    assert found("formation") == [formation.pk]


def test_a_word_that_no_text_holds_is_taken_for_the_one_most_like_it():
    initiative = published("Prévention de la radicalisation")
    results = search("radicalisasion", "fr")
    assert ([hit.object_id for hit in results.hits], results.corrected) == (
        [initiative.pk],
        (("radicalisasion", "radicalisation"),),
    )


def test_the_word_that_was_taken_has_its_accents():
    published("La médiation")
    assert search("mediasion", "fr").corrected == (("mediasion", "médiation"),)


def test_a_word_that_a_text_holds_is_not_corrected():
    polis = published("Polis")
    published("Police")
    results = search("polis", "fr")
    assert ([hit.object_id for hit in results.hits], results.corrected) == ([polis.pk], ())


def test_a_word_that_was_not_typed_to_its_end_is_completed():
    initiative = published("Prévention de la radicalisation")
    results = search("radical", "fr")
    assert ([hit.object_id for hit in results.hits], results.corrected) == ([initiative.pk], ())


def test_another_word_of_the_family_is_suggested_and_not_taken():
    published("Prévention du radicalisme")

    results = search("radicalisasion", "fr")

    assert (results.count, results.corrected, results.suggested) == (0, (), "radicalisme")


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        ("1080", "1070"), ("5340", "5341"), ("2025", "2024"), ("R99", "R09"), ("10800", "1080"), ("20e", "20a"),
        ("subvention", "prévention"), ("subventions", "préventions"), ("bus", "bis"), ("gsm", "gsb"),
        ("formation", "information"), ("délation", "relation"), ("drogue", "dialogue"), ("caméra", "casier"),
        ("école", "étoile"), ("jardin", "gardien"), ("mur", "mer"),
    ],
)  # fmt: skip
def test_what_is_not_close_is_another_thing(asked, held):
    published(f"Le mot {held}")

    results = search(asked, "fr")

    assert (results.count, results.corrected, results.suggested) == (0, (), "")


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        ("mediasion", "médiation"), ("prevenion", "prévention"), ("polcie", "police"), ("molenbeck", "molenbeek"),
        ("jeuness", "jeunesse"), ("securitte", "sécurité"), ("opleding", "opleiding"), ("ocmmune", "commune"),
    ],
)  # fmt: skip
def test_what_is_close_is_taken_and_named(asked, held):
    initiative = published(f"Le mot {held}")

    results = search(asked, "fr")

    assert [hit.object_id for hit in results.hits] == [initiative.pk]
    assert results.suggested in ("", held)


@pytest.mark.parametrize("text", ['"', "-1", '""', "+", "()", "'", "\u200b", "..."])
@pytest.mark.parametrize("page", ["/fr/initiatives/", "/nl/search/"])
def test_what_holds_no_word_finds_nothing_and_suggests_nothing(page, text, client):
    answer = client.get(page, {"q": text})

    assert answer.status_code == 200
    assert suggestion(text, Kind.INITIATIVE) == ""


def test_the_other_words_stay_in_what_is_suggested():
    published("La médiation à Uccle")

    results = search("uccle mediasion", "fr")

    assert (results.unheld, results.suggested) == (("mediasion",), "uccle médiation")


def test_a_list_is_not_made_by_other_words_than_those_that_were_typed():
    initiative = published("La médiation")

    assert found_objects("mediation", "fr", Kind.INITIATIVE) == [initiative.pk]
    assert found_objects("mediasion", "fr", Kind.INITIATIVE) == []
    assert suggestion("mediasion", Kind.INITIATIVE) == "médiation"


def test_a_place_without_a_word_about_it_is_no_excerpt_in_a_language():
    update = make_update(initiative=make_initiative(title_fr="", title_nl="Feest"), state="published", body_nl="Dans.")
    make_event(update=update, title_fr="", title_nl="Opening", place="Place Flagey")
    refresh_pending()

    (hit,) = search("flagey", "fr").hits

    assert (hit.excerpt_language, "Opening" in hit.excerpt_html) == ("nl", True)


def test_nothing_is_found_for_what_is_like_nothing():
    published("Police")
    results = search("xyzzy", "fr")
    assert (results.hits, results.count, results.corrected, results.next) == ((), 0, (), None)


def test_words_that_no_text_holds_together_are_not_corrected():
    police, youth = published("Police"), published("Jeunesse")

    results = search("police jeunesse", "fr")

    assert {hit.object_id for hit in results.hits} == {police.pk, youth.pk}
    assert (results.is_partial, results.corrected, results.suggested) == (True, (), "")


def test_where_nothing_holds_all_words_those_that_hold_most_of_them_are_found():
    two = published("Antennes LISA")
    one = published("Antennes")
    three = published("Antennes LISA", body_fr="Un financement. Un horaire.")

    assert found("antennes lisa horaire") == [three.pk]
    assert found("antennes lisa budget") == [two.pk, three.pk]
    assert found("antennes lisa horaire budget financement") == [three.pk]
    assert set(found("antennes budget")) == {one.pk, two.pk, three.pk}
    assert [search(asked, "fr").is_partial for asked in ("lisa horaire", "lisa budget", "budget")] == [
        False, True, False,
    ]  # fmt: skip


def test_fewer_than_half_of_the_words_find_nothing():
    published("Antennes")

    results = search("antennes budget horaire", "fr")

    assert (results.hits, results.is_partial) == ((), False)


def test_a_word_that_is_like_nothing_leaves_the_others_corrected():
    initiative = published("La médiation")

    results = search("xyzzy mediasion", "fr")

    assert [hit.object_id for hit in results.hits] == [initiative.pk]
    assert (results.is_partial, results.suggested) == (True, "médiation")


def test_a_number_is_never_called_unheld_and_stays_in_what_is_suggested():
    published("La médiation du volet 4")

    results = search("volet 4 mediasion", "fr")

    assert (results.count, results.unheld, results.suggested) == (1, ("mediasion",), "volet 4 médiation")


def test_the_list_shows_only_what_holds_all_words():
    published("Antennes LISA")

    assert found_objects("antennes lisa budget", "fr", Kind.INITIATIVE) == []


@pytest.mark.parametrize(
    "asked",
    ["", " ", "\x00", "a\x00b", "*", "\"", "'", "\\", "&|!", "NEAR(a b)", "police:*", "-police", "title:police",
     "(", "((((", "<->", "police AND", "OR", "NOT police", "😀", "مرحبا بالعالم", "שלום", "\ud800", "a" * 10_000,
     "police " * 2_000, "%", "_", "k_police", "a_initiative", "${x}", "<script>"],
)  # fmt: skip
def test_whatever_is_typed_is_answered(asked):
    published("Police")
    assert search(asked, "fr").count in (0, 1)


def test_words_that_say_nothing_do_not_count():
    initiative = published("Police")
    assert (found("la police de"), found("de la")) == ([initiative.pk], [])
    assert found("xyzzy de la") == []


# --- Several names for one thing ------------------------------------------------------------------


def test_what_is_called_otherwise_is_found_behind_what_is_called_so():
    called_otherwise = published("Réseau d’information de quartier", body_fr="Un réseau.")
    called_so = published("Un PLP à Uccle")
    published("Un réseau", body_fr="Un quartier. Une information.")

    hits = search("PLP", "fr").hits

    assert [hit.object_id for hit in hits] == [called_so.pk, called_otherwise.pk]
    assert hits[1].title_html == "<mark>Réseau d’information de quartier</mark>"


def test_a_name_of_several_words_finds_the_short_one():
    network = published("Le RIQ de Jette")

    assert found("réseau d'information de quartier") == [network.pk]
    assert found("réseau d'information de quartier Jette") == [network.pk]


def test_a_name_that_nothing_holds_is_not_corrected_where_its_synonym_is_found():
    funding = published("Financement des zones")
    published("Subsidiarité")

    results = search("subsides", "fr")

    assert ([hit.object_id for hit in results.hits], results.corrected, results.suggested) == ([funding.pk], (), "")
    assert results.hits[0].title_html == "<mark>Financement</mark> des zones"


@pytest.mark.parametrize("asked", ["St-Gilles", "saint gilles", "Sint-Gilles", "ST. GILLES"])
def test_saints_are_written_in_several_ways(asked):
    initiative = published("Fête à Saint-Gilles")

    assert found(asked) == [initiative.pk]


def test_invisible_characters_are_no_end_of_a_word():
    initiative = published("La sécu\u200brité rou\u00adtière")

    assert found("sécurité routière") == [initiative.pk]
    assert found("sécu\u200crité") == [initiative.pk]


# --- Languages ------------------------------------------------------------------------------------


def test_a_text_in_the_other_language_is_found_once_and_named():
    initiative = published("Sécurité", "Veiligheid", body_fr="Le quartier.", body_nl="De wijk.")
    (hit,) = search("wijk", "fr").hits
    assert (hit.object_id, hit.title_html, hit.language) == (initiative.pk, "Sécurité", "fr")
    assert (hit.excerpt_html, hit.excerpt_language) == ("De <mark>wijk</mark>.", "nl")


def test_a_title_in_another_language_is_shown_where_there_is_no_other():
    published("Sécurité", "")
    (hit,) = search("sécurité", "nl").hits
    assert (hit.title_html, hit.language) == ("<mark>Sécurité</mark>", "fr")


def test_an_english_page_finds_french_and_dutch_texts_under_an_english_title():
    published("Sécurité", "Veiligheid", title_en="Road safety", body_fr="Le quartier.")
    titles = [search(asked, "en").hits[0].title_html for asked in ("quartier", "veiligheid", "safety")]
    assert titles == ["Road safety", "Road safety", "Road <mark>safety</mark>"]


def test_the_language_of_the_page_comes_first():
    french, dutch = published("Police", "Agenten"), published("Agents", "Police")
    assert (found("police", "fr"), found("police", "nl")) == ([french.pk, dutch.pk], [dutch.pk, french.pk])


# --- Ranking --------------------------------------------------------------------------------------


def test_the_title_comes_before_the_text_and_names_between_them():
    in_text = published(body_fr="Une médiation.")
    named = published(theme=make_theme(title_fr="Médiation"))
    often = published(body_fr="Médiation, médiation et médiation.")
    in_title = published("La médiation")
    order = found("médiation")
    assert (order[0], set(order[1:3]), order[3]) == (in_title.pk, {named.pk, often.pk}, in_text.pk)


def test_among_equal_hits_what_was_told_last_comes_first():
    periods = [make_period(starts_on=f"{year}-01-01", ends_on=f"{year}-12-31") for year in (2021, 2023, 2022)]
    for period in periods:
        period.refresh_from_db()
    old, new, between = (published("Police", period=period) for period in periods)
    assert found("police") == [new.pk, between.pk, old.pk]


def test_a_word_itself_comes_before_compounds_with_it():
    compound = published(body_nl="De verkeersveiligheid.")
    itself = published(body_nl="De veiligheid.")
    assert found("veiligheid", "nl") == [itself.pk, compound.pk]


def test_one_word_in_the_title_comes_before_none():
    published_in_text = published(body_fr="La police et les jeunes.")
    half = published("Police", body_fr="Les jeunes.")
    assert found("police jeunes") == [half.pk, published_in_text.pk]


# --- All kinds ------------------------------------------------------------------------------------


def test_every_kind_is_found_with_what_its_address_is_made_of():
    volet = make_volet(number=4)
    recommendation = make_recommendation(volet=volet, code="R16", text_fr="Le quartier Marolles")
    partner = make_partner(name_fr="Comité Marolles")
    initiative = published("Rencontres aux Marolles", lead=partner)
    antenna = make_antenna(name_fr="Antenne des Marolles")
    edition = make_edition(title_fr="Marolles 2024")
    make_issue(edition=edition)
    for row in (recommendation, partner, antenna, edition):
        index(row._meta.model_name, [row.pk])
    assert {(hit.kind, hit.object_id, hit.key) for hit in search("marolles", "fr").hits} == {
        ("recommendation", recommendation.pk, f"{volet.framework.key}/4/R16"),
        ("partner", partner.pk, partner.key),
        ("initiative", initiative.pk, initiative.key),
        ("antenna", antenna.pk, antenna.key),
        ("edition", edition.pk, edition.key),
    }


def test_zones_communes_and_volets_are_found_by_what_people_type():
    commune = make_commune(name_fr="Forest", name_nl="Vorst", nis_code="21007", postal_codes="1190")
    zone = make_zone(number="5341", name_fr="Midi", name_nl="Zuid", communes=[commune])
    make_partner(kind="police_zone", zone=zone, name_fr="Zone de police Midi", former_names="Ancienne zone")
    volet = make_volet(number=4, title_fr="Quartiers", title_nl="Wijken")
    for row, kind in ((commune, Kind.COMMUNE), (zone, Kind.ZONE), (volet, Kind.VOLET)):
        index(kind, [row.pk])

    asked = ["ZP 5341", "zone 5341", "PZ5341", "ZP Midi", "politiezone zuid", "ancienne zone"]
    assert {text: search(text, "fr").hits[0].key for text in asked} == dict.fromkeys(asked, "5341")
    assert [hit.key for hit in search("Vorst", "fr").hits] == ["21007", "5341"]
    assert [hit.key for hit in search("1190", "nl").hits] == ["21007"]
    assert [hit.key for hit in search("volet 4", "nl").hits] == [f"{volet.framework.key}/4"]
    assert search("luik 4", "nl").hits[0].title_html == "<mark>Luik</mark> <mark>4</mark> – Wijken"


@pytest.mark.parametrize("asked", ["R09", "R9", "r 9", "recommandation 9", "aanbeveling R09"])
def test_a_code_is_typed_in_several_ways(asked):
    recommendation = make_recommendation(code="R09", text_fr="Un texte", text_nl="Een tekst")
    index(Kind.RECOMMENDATION, [recommendation.pk])

    assert found(asked) == [recommendation.pk]


def test_a_zone_that_is_a_partner_is_found_once():
    zone = make_zone(number="5341", name_fr="Midi", name_nl="Zuid")
    partner = make_partner(kind="police_zone", zone=zone, name_fr="Zone de police Midi")
    initiative = published("Titre", lead=partner)
    index(Kind.PARTNER, [partner.pk])
    index(Kind.ZONE, [zone.pk])

    assert [(hit.kind, hit.object_id) for hit in search("Midi", "fr").hits] == [
        ("zone", zone.pk), ("initiative", initiative.pk),
    ]  # fmt: skip


def test_the_kinds_can_be_narrowed():
    initiative = published("Marolles", lead=make_partner(name_fr="Marolles"))
    index("partner", [initiative.lead_id])
    assert found("marolles", kinds=["partner"]) == [initiative.lead_id]
    assert found("marolles", kinds=["partner", "initiative"]) == [initiative.lead_id, initiative.pk]
    assert (found("marolles", kinds=["edition"]), found("marolles", kinds=[])) == ([], [])


@pytest.mark.parametrize(
    "asked",
    ["audience", "partenariats", "texte", "inauguration", "marolles", "copartenaire", "leader", "bruxelles", "r16",
     "thème", "voletier"],
)  # fmt: skip
def test_an_initiative_is_found_by_all_that_is_said_of_it(asked):
    initiative = make_initiative(
        audience_fr="Audience",
        partnerships_fr="Partenariats",
        lead=make_partner(name_fr="Leader"),
        co_partners=[make_partner(name_fr="Copartenaire")],
        communes=[make_commune(name_fr="Bruxelles")],
        recommendations=[make_recommendation(code="R16")],
        theme=make_theme(title_fr="Thème"),
        volet=make_volet(title_fr="Voletier"),
    )
    update = make_update(
        initiative=initiative, state=PUBLISHED, body_fr="Un **texte** avec [un lien](https://x.example)."
    )
    make_event(update=update, title_fr="Inauguration", place="Marolles")
    index("initiative", [initiative.pk])
    assert found(asked) == [initiative.pk]


def test_markdown_is_shown_as_plain_words():
    published(body_fr="Un **texte** avec [un lien](https://hidden.example/x) et `<b>`.")
    (hit,) = search("texte", "fr").hits
    assert hit.excerpt_html == "Un <mark>texte</mark> avec un lien et `&lt;b&gt;`."


def test_hostile_titles_are_escaped():
    published('<img src=x onerror="1"> police')
    (hit,) = search("police", "fr").hits
    assert hit.title_html.startswith("&lt;img src=x onerror=")
    assert hit.title_html.endswith("&gt; <mark>police</mark>")
    assert strip_tags(hit.title_html) == hit.title_html.replace("<mark>", "").replace("</mark>", "")


# --- What is not public ---------------------------------------------------------------------------

HIDDEN = [ReviewState.DRAFT, ReviewState.SUBMITTED, ReviewState.RETURNED, ReviewState.VALIDATED]


def nothing_is_left_of(word):
    assert not SearchEntry.objects.filter(words__contains=word).exists()
    assert not SearchText.objects.filter(text__icontains=word).exists()
    assert not SearchText.objects.filter(title__icontains=word).exists()
    assert not SearchWord.objects.filter(word__contains=word).exists()


@pytest.mark.parametrize("state", HIDDEN)
def test_what_is_not_published_is_not_found(state):
    hidden = make_initiative(title_fr="Cachette")
    make_update(initiative=hidden, state=state, body_fr="Cachette")
    shown = published("Police", lead=make_partner(name_fr="Quelqu’un"))
    update = make_update(initiative=shown, state=state, body_fr="Cachette", title_fr="Cachette", audience_fr="Cachette")
    make_event(update=update, title_fr="Cachette", place="Cachette")
    antenna = make_antenna()
    make_antenna_update(antenna=antenna, state=state, body_fr="Cachette")
    index("initiative", [hidden.pk, shown.pk])
    index("antenna", [antenna.pk])
    index("partner", [hidden.lead_id, shown.lead_id])
    assert (found("police"), found("cachette")) == ([shown.pk], [])
    nothing_is_left_of("cachett")


def test_remarks_people_photos_and_unissued_editions_are_not_found():
    lead = make_partner()
    initiative = published("Police", lead=lead)
    update = initiative.updates.get()
    make_update_review(subject=update, remark="Cachette")
    make_user(email="cachette@example.brussels", first_name="Cachette", partners=[lead])
    make_photo(update=update, alternative_fr="Cachette", credit="Cachette")
    edition = make_edition(title_fr="Cachette")
    index("initiative", [initiative.pk])
    index("partner", [lead.pk])
    index("edition", [edition.pk])
    assert found("police") == [initiative.pk]
    nothing_is_left_of("cachett")


def test_a_partner_of_whom_nothing_is_published_is_not_found():
    silent, speaking = make_partner(name_fr="Cachette"), make_partner(name_fr="Parole")
    make_update(initiative=make_initiative(lead=silent), state=ReviewState.VALIDATED)
    published(lead=speaking)
    index("partner", [silent.pk, speaking.pk])
    assert (found("cachette"), found("parole", kinds=["partner"])) == ([], [speaking.pk])


def test_what_is_withdrawn_is_found_no_more():
    initiative = published("Cachette", body_fr="Cachette")
    assert found("cachette") == [initiative.pk]
    advance_update(initiative.updates.get(), "withdraw", by=make_user(role=COORDINATION), remark="No.")
    index("initiative", [initiative.pk])
    nothing_is_left_of("cachett")


def test_what_was_written_and_not_indexed_yet_is_not_shown():
    initiative, other = published("Police"), published("Police")
    PendingRefresh.objects.create(kind="initiative", object_id=initiative.pk)
    assert found("police") == [other.pk]


def test_what_replaced_a_text_is_found_instead():
    initiative = published("Ancien")
    initiative.title_fr = "Nouveau"
    initiative.save()
    index("initiative", [initiative.pk])
    assert (found("ancien"), found("nouveau")) == ([], [initiative.pk])
    nothing_is_left_of("ancien")


# --- Pages, counts, cost --------------------------------------------------------------------------


def entry(number, text):
    document = Document("initiative", number, f"k{number}", number, {"fr": text})
    return SearchEntry(
        kind="initiative", object_id=number, key=document.key, weight=number, words=list_tokens(document)
    )


def many(number):
    """So many initiatives with "Police" as their title."""
    SearchEntry.objects.bulk_create(entry(n, Text("Police")) for n in range(1, number + 1))
    SearchWord.objects.create(
        language="fr", word="police", stem="polic", shown="police", entries=number, grams="_po pol oli lic ice ce_"
    )
    SearchText.objects.bulk_create(
        SearchText(entry=entry, language="fr", title="Police") for entry in SearchEntry.objects.all()
    )


def test_pages_follow_each_other():
    many(5)
    first = search("police", "fr", limit=2)
    second = search("police", "fr", limit=2, after=first.next)
    third = search("police", "fr", limit=2, after=second.next)
    assert [[hit.object_id for hit in page.hits] for page in (first, second, third)] == [[5, 4], [3, 2], [1]]
    assert [(page.count, page.next) for page in (first, second, third)] == [(5, 2), (5, 4), (5, None)]


def test_a_page_behind_the_last_hit_is_empty_and_knows_the_count():
    many(3)
    results = search("police", "fr", after=900)
    assert (results.hits, results.count, results.next) == ((), 3, None)
    assert search("police", "fr", after=10**30).hits == ()


def test_more_hits_than_are_ranked_are_not_counted():
    many(MOST_RANKED + 5)
    results = search("police", "fr", limit=20)
    assert (len(results.hits), results.count, results.is_capped) == (20, MOST_RANKED, True)
    assert len(found_objects("police", "fr", "initiative")) == MOST_RANKED + 1
    last = search("police", "fr", limit=20, after=MOST_RANKED - 20)
    assert (len(last.hits), last.next) == (20, None)


@pytest.mark.parametrize("number", [1, 30])
@pytest.mark.parametrize(
    ("asked", "queries"), [("police", 2), ("police de", 2), ("poli", 3), ("pplice", 4), ("pplice xyzzy", 4)]
)
def test_a_search_takes_the_same_queries_whatever_it_finds(number, asked, queries, django_assert_num_queries):
    many(number)
    with django_assert_num_queries(queries):
        assert search(asked, "fr", limit=30).count == number


def test_of_a_word_that_nearly_all_entries_hold_the_best_come_first():
    SearchEntry.objects.bulk_create(entry(n, Text("Titre", passages=["La police."])) for n in range(101, 141))
    many(40)
    assert found_objects("police", "fr", "initiative") == [*range(40, 0, -1), *range(140, 100, -1)]
