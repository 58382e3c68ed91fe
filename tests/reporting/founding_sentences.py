"""Every sentence that is composed for the founding edition, with the lines of the founding report on which it rests."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rests:
    """A sentence in both languages, and what the source says; where it stands comes first."""

    fr: str
    nl: str
    source: str


def lists(actor_fr, actor_nl, period, source, *, single=False):
    """The sentence before the lists of a period."""
    initiatives_fr = "l'initiative suivante" if single else "les initiatives suivantes"
    initiatives_nl = "het volgende initiatief" if single else "de volgende initiatieven"
    return (
        Rests(
            f"Pour la période {period}, {actor_fr} a mené {initiatives_fr}.",
            f"In de periode {period} heeft {actor_nl} {initiatives_nl} uitgevoerd.",
            source,
        ),
    )


def goes_on(actor_fr, actor_nl, period, before, source, *, fr="l'ensemble des initiatives", nl="alle initiatieven"):
    """The sentence that says that everything of the period before goes on."""
    return Rests(
        f"Pour la période {period}, {actor_fr} a poursuivi {fr} de la période {before}.",
        f"In de periode {period} heeft {actor_nl} {nl} uit de periode {before} voortgezet.",
        source,
    )


def all_but(actor_fr, actor_nl, period, before, title_fr, title_nl, source):
    """The sentence that says that everything of the period before goes on but for one that ended."""
    return Rests(
        f"Pour la période {period}, {actor_fr} a poursuivi l'ensemble des initiatives de la période {before}, "
        f"à l'exception {title_fr}, qui a pris fin.",
        f"In de periode {period} heeft {actor_nl} alle initiatieven uit de periode {before} voortgezet, "
        f"behalve één, dat beëindigd is: {title_nl}.",
        source,
    )


ZONE, COMMUNE, ASSOCIATION = ("la zone", "de zone"), ("la commune", "de gemeente"), ("l'association", "de vereniging")
BODY, CAMPUS = ("l'organisme", "de instelling"), ("le campus", "de campus")
ONE = {"fr": "son initiative", "nl": "haar initiatief"}
FIRST, SECOND, THIRD = "2021-2022", "2022-2023", "2023-2024"
IN_LISTS = "listes « Fonctionnement quotidien » et « Initiatives spécifiques »"
SUPPORT = (
    "Volet 4, Financement : « Pour la période 2022-2023 et 2023-2024, safe.brussels a continué : … sa "
    "collaboration avec "
    "diverses associations … en les soutenant dans la réalisation de projets »"
)

SENTENCES = {
    ("zp-5339", FIRST): lists(*ZONE, FIRST, f"Annexe, ZP 5339, période 2021-2022 : {IN_LISTS}"),
    ("zp-5339", SECOND): (
        goes_on(
            *ZONE, SECOND, FIRST,
            "Annexe, ZP 5339 : « Pour la période 2022-2023, la zone a continué l'ensemble des initiatives mentionnées "
            "ci-dessus. »",
        ),
        Rests(
            "Elle y a ajouté trois initiatives : « Community without Borders », "
            "« Cellule d'éducation à la sécurité routière » et « Partenariat avec l'asbl Seuil ».",
            "Ze voegde er drie initiatieven aan toe: “Community without Borders”, "
            "“Cel verkeersveiligheidseducatie” en “Partnerschap met de vzw Seuil”.",
            "Annexe, ZP 5339 : « en 2022, a débuté la mise en place du projet Community without Borders » ; « "
            "La cellule "
            "d'éducation à la sécurité routière a également vu le jour en 2022 ainsi que le partenariat avec "
            "l'asbl Seuil »",
        ),
        Rests(
            "Elle a également mené deux autres initiatives : « Team Herscham : aide aux personnes sans abri » et "
            "« Accueil de stagiaires des hautes écoles et des universités ».",
            "Ze voerde ook twee andere initiatieven uit: “Team Herscham: hulp aan dakloze personen” en "
            "“Stageplaatsen voor studenten van hogescholen en universiteiten”.",
            "Volet 4, Herscham : « Pour la période 2022-2023 et 2023-2024, le travail déjà effectué continue » "
            "; annexe, "
            "ZP 5339 : « chaque année, la zone … accueille des stagiaires »",
        ),
    ),
    ("zp-5339", THIRD): (
        goes_on(
            *ZONE, THIRD, SECOND,
            "Annexe, ZP 5339 : « Pour la période 2023-2024, la zone a continué l'ensemble des initiatives » ; "
            "de celles "
            "de 2022 : « Ces deux initiatives continuent d'exister à ce jour », « toujours actif à ce jour »",
        ),
        Rests(
            "Elle y a ajouté une initiative : « Ateliers sur le cyberharcèlement ».",
            "Ze voegde er een initiatief aan toe: “Workshops over cyberpesten”.",
            "Annexe, ZP 5339, période 2023-2024 : « la zone … a débuté des ateliers sur le cyberharcèlement »",
        ),
    ),
    ("zp-5340", FIRST): lists(*ZONE, FIRST, f"Annexe, ZP 5340, période 2021-2022 : {IN_LISTS}"),
    ("zp-5340", SECOND): (
        all_but(
            *ZONE, SECOND, FIRST, "de « Second Wave »", "“Second Wave”",
            "Annexe, ZP 5340 : « Pour la période 2022-2023, la zone a continué l'ensemble des initiatives mentionnées "
            "ci-dessus excepté le projet Second Wave. »",
        ),
    ),
    ("zp-5340", THIRD): (
        goes_on(
            *ZONE, THIRD, SECOND,
            "Annexe, ZP 5340 : « Pour la période 2023-2024, la zone a continué l'ensemble des initiatives mentionnées "
            "ci-dessus excepté le projet Second Wave. » (terminé dès la période précédente)",
        ),
        Rests(
            "Elle a également mené une autre initiative : « Street respect ».",
            "Ze voerde ook een ander initiatief uit: “Street respect”.",
            "Volet 3, Street respect : « Ce programme, initié par la zone …, comprend des formations et des "
            "opérations » "
            "(sans date)",
        ),
    ),
    ("zp-5341", FIRST): lists(*ZONE, FIRST, f"Annexe, ZP 5341, période 2021-2022 : {IN_LISTS}"),
    ("zp-5341", SECOND): lists(
        *ZONE, SECOND,
        "Annexe, ZP 5341 : « Pour la période 2022-2023, la zone a mené les initiatives mentionnées ci-dessous. »"
    ),
    ("zp-5341", THIRD): lists(
        *ZONE, THIRD,
        "Annexe, ZP 5341 : « Pour la période 2023-2024, la zone a mené les initiatives mentionnées ci-dessous. »"
    ),
    ("zp-5342", FIRST): lists(*ZONE, FIRST, f"Annexe, ZP 5342, période 2021-2022 : {IN_LISTS}"),
    ("zp-5342", SECOND): (
        goes_on(
            *ZONE, SECOND, FIRST,
            "Annexe, ZP 5342 : « Pour la période 2022-2023, la zone a continué l'ensemble des initiatives "
            "mentionnées pour "
            "2021-2022. »",
        ),
    ),
    ("zp-5342", THIRD): lists(*ZONE, THIRD, f"Annexe, ZP 5342, période 2023-2024 : {IN_LISTS}"),
    ("zp-5343", FIRST): lists(*ZONE, FIRST, f"Annexe, ZP 5343, période 2021-2022 : {IN_LISTS}"),
    ("zp-5343", SECOND): lists(
        *ZONE, SECOND, "Annexe, ZP 5343 : « Pour la période 2022-2023, la zone a mené les initiatives suivantes »"
    ),
    ("zp-5343", THIRD): lists(
        *ZONE, THIRD, "Annexe, ZP 5343 : « Pour la période 2023-2024, la zone a mené les initiatives suivantes »"
    ),
    ("zp-5344", FIRST): lists(*ZONE, FIRST, f"Annexe, ZP 5344, période 2021-2022 : {IN_LISTS}"),
    ("zp-5344", SECOND): (
        goes_on(
            *ZONE, SECOND, FIRST,
            "Annexe, ZP 5344 : « Pour la période 2022-2023, la zone a continué l'ensemble des initiatives "
            "mentionnées pour "
            "2021-2022. »",
        ),
    ),
    ("zp-5344", THIRD): (
        all_but(
            *ZONE, THIRD, SECOND, "de « Projet COP Without Borders »", "“Project COP Without Borders”",
            "Annexe, ZP 5344 : « Pour la période 2023-2024, la zone a continué l'ensemble des initiatives "
            "mentionnées pour "
            "2021-2022, à l'exception du projet COP Without Borders. »",
        ),
    ),
    ("commune-anderlecht", FIRST): lists(
        *COMMUNE, FIRST,
        "Volet 4, projet mené par JES : « Depuis avril 2021, JES a réalisé un travail sur 2 ans »",
        single=True,
    ),
    ("commune-anderlecht", SECOND): (
        Rests(
            "Pour la période 2022-2023, la commune a vu prendre fin son initiative de la période 2021-2022 : "
            "« Plateforme de concertation entre travailleurs de jeunesse et police, avec JES ».",
            "In de periode 2022-2023 liep het initiatief van de gemeente uit de periode 2021-2022 ten einde: "
            "“Overlegplatform tussen jeugdwerkers en politie, met JES”.",
            "Volet 4 : « 4 plateformes ont eu lieu entre 2022 et 2023 … Ce projet est à ce jour clôturé. » ; "
            "annexe, ZP 5341, "
            "période 2022-2023 : « Projet clôturé en 2023 »",
        ),
        Rests(
            "Elle a également mené deux autres initiatives : "
            "« Formation des professionnels et information des jeunes à Anderlecht » et "
            "« Accueil des nouvelles recrues de la police à Anderlecht ».",
            "Ze voerde ook twee andere initiatieven uit: “Opleiding van professionals en informatie voor jongeren in "
            "Anderlecht” en “Onthaal van nieuwe politierekruten in Anderlecht”.",
            "Volet 3 : « Deux salves de formations ont eu lieu : la 1ère en novembre 2022 » ; « Depuis 2021, "
            "les éducateurs de "
            "rue … accueillent les agents », « 4 en 2022, 3 en 2023 »",
        ),
    ),
    ("commune-anderlecht", THIRD): (
        goes_on(
            *COMMUNE, THIRD, SECOND,
            "Volet 3 : « la seconde en novembre 2023 » ; « 10 rencontres …, 3 en 2023 et 3 en 2024 »",
            fr="les deux initiatives", nl="de twee initiatieven",
        ),
    ),
    ("commune-berchem-sainte-agathe", THIRD): lists(
        *COMMUNE, THIRD,
        "Volet 4, PLP Berchem-Sainte-Agathe : « En 2023-2024, ces PLP ont continué leurs activités. » ; « En "
        "novembre 2024, "
        "deux réunions d'habitants ont été initiées »",
    ),
    ("commune-bruxelles", SECOND): lists(
        *COMMUNE, SECOND,
        "Volet 4, tableau des PLPP : « 2022, Bruxelles-Ville … médiation sociale Marolles »",
        single=True,
    ),
    ("commune-koekelberg", FIRST): lists(
        *COMMUNE, FIRST,
        "Volet 4, Koekelberg : « une séance de sensibilisation a été organisée le 29 juin 2022 »",
        single=True,
    ),
    ("commune-koekelberg", SECOND): (
        goes_on(
            *COMMUNE, SECOND, FIRST,
            "Volet 4, Koekelberg : « Visite du commissariat central de Molenbeek-Saint-Jean (février 2023) »", **ONE,
        ),
        Rests(
            "Elle a également mené une autre initiative : "
            "« Métiers de la sécurité : relations avec les jeunes et les adultes ».",
            "Ze voerde ook een ander initiatief uit: “Veiligheidsberoepen: relaties met jongeren en volwassenen”.",
            "Volet 4, tableau des PLPP : « 2022, 2023, Koekelberg, Relation métiers de la sécurité jeunes et adultes »",
        ),
    ),
    ("commune-koekelberg", THIRD): lists(
        *COMMUNE, THIRD,
        "Volet 4, Koekelberg : « Découverte du commissariat local de Koekelberg (mai 2024) »",
        single=True,
    ),
    ("commune-molenbeek-saint-jean", SECOND): lists(
        *COMMUNE, SECOND,
        "Volet 4, tableau des PLPP : « 2022, Molenbeek, … Prévention de la polarisation »",
        single=True,
    ),
    ("commune-watermael-boitsfort", SECOND): lists(
        *COMMUNE, SECOND,
        "Volet 4, tableau des PLPP : « 2022, 2023, 2024, Watermael-Boitsfort, Rencontres Police-Jeunes »", single=True,
    ),
    ("commune-watermael-boitsfort", THIRD): (
        goes_on(
            *COMMUNE, THIRD, SECOND,
            "Volet 4, tableau des PLPP : « 2022, 2023, 2024, Watermael-Boitsfort, Rencontres Police-Jeunes »", **ONE,
        ),
    ),
    ("safe-brussels", FIRST): lists(
        *BODY, FIRST, "Volet 4 : « safe.brussels réunit depuis 2021 le Groupe de travail Citoyens-Police »", single=True
    ),
    ("safe-brussels", SECOND): (
        goes_on(
            *BODY, SECOND, FIRST,
            "Volet 4 : « Pour la période 2022-2023, safe.brussels a réuni une fois le groupe de travail »", **ONE,
        ),
        Rests(
            "Il y a ajouté une initiative : « BRU response ».",
            "Ze voegde er een initiatief aan toe: “BRU response”.",
            "Volet 4 : « le label BRU response a été créé en 2023 »",
        ),
        Rests(
            "Il a également mené six autres initiatives : « Enquête sur les violences envers les métiers "
            "d'intérêt général », "
            "« Journées portes ouvertes du campus de safe.brussels », « Centre d'orientation pour le "
            "recrutement (COR) », "
            "« Caméras individuelles (bodycams) », « Financement des zones de police et des communes bruxelloises » et "
            "« Soutien aux associations sans but lucratif ».",
            "Ze voerde ook zes andere initiatieven uit: “Enquête over geweld tegen beroepen van algemeen belang”, "
            "“Opendeurdagen van de campus van safe.brussels”, “Oriëntatiecentrum voor rekrutering (COR)”, “Bodycams”, "
            "“Financiering van de Brusselse politiezones en gemeenten” en “Steun aan verenigingen zonder "
            "winstoogmerk”.",
            "Volet 1 : « Pour la période 2022-2023, la direction Observatory … a travaillé sur l'analyse » ; "
            "volet 2 : « En avril "
            "2023, … sa 2ème journée portes ouvertes », « Entre 2022 et 2024, le COR a régulièrement organisé » "
            "; volet 5 : « à "
            f"partir de 2022 … les 6 zones de police sont équipées de bodycams » ; {SUPPORT}",
        ),
    ),
    ("safe-brussels", THIRD): (
        all_but(
            *BODY, THIRD, SECOND,
            "de « Centre d'orientation pour le recrutement (COR) »", "“Oriëntatiecentrum voor rekrutering (COR)”",
            "Volet 2 : « Les activités du COR ont été arrêtées en novembre 2024 » ; les autres : « pour la "
            "période 2023-2024, une "
            "publication », « portes ouvertes … en 2023 et 2024 », « trois fois le groupe de travail », « En "
            "janvier 2024 … "
            f"Newsletters BRU response », « en vigueur en janvier 2024 » (bodycams), {SUPPORT}",
        ),
        Rests(
            "Il y a ajouté trois initiatives : « Newsletter “In de kijker / Zoom sur” », "
            "« Campagne sur les dangers des feux d'artifice » et « Dope Talks ».",
            "Ze voegde er drie initiatieven aan toe: “Nieuwsbrief ‘In de kijker / Zoom sur’”, "
            "“Campagne over de gevaren van vuurwerk” en “Dope Talks”.",
            "Volet 4 : « safe.brussels a décidé de mettre en place une Newsletter » (présentée le 21/12/2023) ; "
            "« a débuté cette "
            "campagne en décembre 2024 » ; « lancée en juin 2024 »",
        ),
    ),
    ("campus", THIRD): lists(
        *CAMPUS, THIRD, "Volet 3 : « A l'heure actuelle, il existe donc 4 pôles » ; « une journée d'étude le 14/10/24 »"
    ),
    ("asbl-jes", SECOND): lists(
        *ASSOCIATION, SECOND, "Volet 4, JES : « en 2023 – agents de 3 ZP bruxelloises formés »", single=True
    ),
    ("asbl-jes", THIRD): (
        goes_on(*ASSOCIATION, THIRD, SECOND, "Volet 4, JES : « en 2024 – agents de 4 ZP bruxelloises formés »", **ONE),
    ),
    ("asbl-atmosphere", SECOND): lists(*ASSOCIATION, SECOND, f"{SUPPORT} : Atmosphères AMO", single=True),
    ("asbl-atmosphere", THIRD): (goes_on(*ASSOCIATION, THIRD, SECOND, f"{SUPPORT} : Atmosphères AMO", **ONE),),
    ("asbl-cidj", SECOND): lists(*ASSOCIATION, SECOND, f"{SUPPORT} : le CIDJ", single=True),
    ("asbl-cidj", THIRD): (goes_on(*ASSOCIATION, THIRD, SECOND, f"{SUPPORT} : le CIDJ", **ONE),),
    ("asbl-befus", SECOND): lists(*ASSOCIATION, SECOND, f"{SUPPORT} : l'asbl BeFUS", single=True),
    ("asbl-befus", THIRD): (goes_on(*ASSOCIATION, THIRD, SECOND, f"{SUPPORT} : l'asbl BeFUS", **ONE),),
}  # fmt: skip
