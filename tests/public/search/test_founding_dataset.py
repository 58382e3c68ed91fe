"""The founding dataset in the search."""

import html
import re

import pytest

from demo.content import DATASET
from exchange import dataset
from public.index import rebuilding
from public.index.rebuilding import rebuild
from public.models import Kind, PendingRefresh, SearchEntry, SearchText, SearchWord
from public.search import index, search
from public.search.documents import select_public
from tests.lasting import lasting
from tests.public.search.known import kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("founding_search")]


@pytest.fixture(scope="module")
def founding_search(django_db_setup, django_db_blocker):
    """The founding dataset, as the search knows it after a rebuilding."""
    with lasting(django_db_blocker):
        dataset.apply(dataset.plan(DATASET))
        PendingRefresh.objects.all().delete()
        rebuild(parts=["search"])
        yield


def titles(text, language):
    return [(hit.kind, hit.title_html) for hit in search(text, language).hits]


def test_the_founding_dataset_is_found():
    assert titles("securite routiere", "fr")[0] == (
        "initiative",
        "Cellule d’éducation à la <mark>sécurité</mark> <mark>routière</mark>",
    )
    assert titles("molenbeck", "fr")[0] == ("commune", "<mark>Molenbeek</mark>-Saint-Jean")
    assert search("radicalisasion", "fr").suggested == "radicalisme"
    assert ("initiative", "Cel <mark>verkeersveiligheidseducatie</mark>") in titles("veiligheid", "nl")
    assert titles("R16", "en")[0] == ("recommendation", "<mark>R16</mark>")


@pytest.mark.parametrize("asked", ["1080", "99999", "R99", "xyzzy", "délation"])
def test_the_founding_dataset_is_not_found_for_what_it_does_not_hold(asked):
    results = search(asked, "fr")

    assert results.corrected == ()
    assert all(asked.casefold() in hit.title_html.casefold() + hit.excerpt_html.casefold() for hit in results.hits)


# What citizens, journalists, members of parliament and referents type, and what must be among the first three.
QUERIES = """
fr | ZP 5339                              | zone 5339
fr | ZP5339                               | zone 5339
fr | zone 5340                            | zone 5340
nl | zone 5344                            | zone 5344
fr | 5342                                 | zone 5342
fr | ZP Midi                              | zone 5341
nl | PZ Zuid                              | zone 5341
fr | PZ Zuid                              | zone 5341
nl | politiezone Brussel-West             | zone 5340
fr | zone de police Bruxelles Nord        | zone 5344
fr | PolBru                               | zone 5339
nl | Marlow                               | zone 5342
fr | police Uccle                         | zone 5342
nl | Montgomery                           | zone 5343
fr | St-Gilles                            | commune 21013
fr | saint gilles                         | commune 21013
nl | St.-Gillis                           | commune 21013
fr | Sint-Gillis                          | commune 21013
fr | Berchem Ste Agathe                   | commune 21003
fr | Berchem-Saint-Agathe                 | commune 21003
nl | Sint-Agatha-Berchem                  | commune 21003
fr | St Josse                             | commune 21014
nl | st joost                             | commune 21014
nl | Elsene                               | commune 21009
fr | commune d'Ixelles                    | commune 21009
nl | gemeente Vorst                       | commune 21007
fr | 1080                                 | commune 21012
fr | molenbeck                            | commune 21012
fr | ville de Bruxelles                   | commune 21004
nl | stad Brussel                         | commune 21004
fr | volet 4                              | volet resolution-2020/4
nl | luik 4                               | volet resolution-2020/4
fr | volet formation                      | volet resolution-2020/3
nl | klachten                             | volet resolution-2020/6
fr | R16                                  | recommendation resolution-2020/4/R16
fr | R 9                                  | recommendation resolution-2020/4/R09
fr | recommandation 12                    | recommendation resolution-2020/4/R12
nl | aanbeveling R13                      | recommendation resolution-2020/5/R13
fr | profilage ethnique                   | recommendation resolution-2020/1/R01
nl | identiteitscontrole                  | recommendation resolution-2020/5/R04
fr | PLP                                  | initiative 5342-plp
fr | RIQ                                  | initiative plp-berchem
nl | BIN                                  | initiative 5340-riq
fr | BIN                                  | initiative 5342-plp
fr | réseaux d'information de quartier    | initiative 5340-riq
nl | buurtinformatienetwerken             | initiative plp-berchem
fr | subsides                             | initiative zone-and-commune-funding
nl | toelage                              | initiative zone-and-commune-funding
fr | SAC                                  | initiative koekelberg-youth-police
nl | GAS                                  | initiative 5340-mediation-sac-jette
nl | stadswachten                         | antenna broeck
fr | gardiens de la paix Forest           | antenna marconi
fr | antenne LISA Anderlecht              | antenna cureghem
fr | Peterbos                             | antenna broeck
nl | LISA Sint-Pieters-Woluwe             | antenna stockel
fr | LISA 1083                            | antenna villa-de-ganshoren
fr | BPS                                  | partner safe-brussels
fr | Brusafe                              | partner campus
fr | JES                                  | partner asbl-jes
fr | TADA                                 | partner asbl-tada
fr | désescalade                          | recommendation resolution-2020/5/R14
fr | caméras piétons                      | initiative bodycams
fr | securite routiere                    | initiative 5339-cellule-education-securite-routiere
nl | verkeersveiligheid                   | initiative 5339-cellule-education-securite-routiere
fr | coffee with a cop Uccle              | initiative coffee-with-a-cop-5342
fr | harcèlement de rue                   | initiative 5339-stop-harcelement-rue
nl | fietsbrigade                         | initiative 5342-brigades-cyclistes
fr | techno-prévention                    | initiative 5343-visites-technoprevention
nl | vuurwerk                             | initiative fireworks-campaign
fr | sans-abri                            | initiative 5341-sans-abris
"""
TYPED = [tuple(part.strip() for part in line.split("|")) for line in QUERIES.strip().splitlines()]


@pytest.mark.parametrize(("language", "typed", "wanted"), TYPED)
def test_what_people_type_is_among_the_first_three(language, typed, wanted):
    first = [f"{hit.kind} {hit.key}" for hit in search(typed, language, limit=3).hits]

    assert wanted in first


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
@pytest.mark.parametrize("asked", ["police", "wijk", "jongeren", "prévention", "camera", "mediation", "5341"])
def test_an_excerpt_is_of_the_language_that_it_names(asked, language):
    for hit in search(asked, language, limit=40).hits:
        shown = re.sub(r"</?mark>|… | …", "", hit.excerpt_html)
        texts = SearchText.objects.filter(entry__kind=hit.kind, entry__object_id=hit.object_id)
        text = texts.get(language=hit.excerpt_language)
        assert html.unescape(shown) in f"{text.title}\n{text.text}"


def test_made_anew_or_kept_up_to_date_is_the_same(monkeypatch):
    monkeypatch.setattr(rebuilding, "BATCH", 50)
    SearchEntry.objects.all().delete()
    rebuild(parts=["search"])
    anew = kept()
    SearchEntry.objects.all().delete()
    SearchWord.objects.all().delete()
    for kind in Kind:
        ids = list(select_public(kind).order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(ids), 7):
            index(kind, ids[start : start + 7])
        index(kind, ids[:5])
    once_more = kept()
    assert (anew[0], anew[1]) == (once_more[0], once_more[1])
    assert [row[:3] + row[4:] for row in anew[2]] == [row[:3] + row[4:] for row in once_more[2]]
