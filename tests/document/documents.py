"""A document with every block in every place, for the tests of the renderers."""

import datetime
import io
from decimal import Decimal

from PIL import Image as Picture

from document.blocks import (
    Align,
    Bar,
    Callout,
    Chart,
    Column,
    Definition,
    DefinitionItem,
    Document,
    Emphasis,
    Footnote,
    Foreign,
    Heading,
    Image,
    LineBreak,
    Link,
    List,
    ListItem,
    Paragraph,
    ParagraphStyle,
    Section,
    Sheet,
    Strong,
    Table,
    Text,
    paragraph,
    text,
)
from document.dates import PartialDate


def picture() -> bytes:
    """A small JPEG of one colour."""
    buffer = io.BytesIO()
    Picture.new("RGB", (320, 200), "#12476b").save(buffer, "JPEG")
    return buffer.getvalue()


def every_block() -> Document:
    """Two volets and an annex that hold every block, nested as the annual report nests them."""
    table = Table(
        caption=text("Demandes traitées"),
        columns=(
            Column(text("Année")),
            Column(text("Valeur"), Align.END),
            Column(text("Évolution"), Align.END),
            Column(text("Remarque"), weight=3),
        ),
        rows=(
            (text("2021"), text("687"), text("–"), text("Antenne ouverte le 1er mars 2021")),
            (text("2022"), text("446"), text("−35,1 %"), ()),
            (text("2023"), text("971"), text("+117,7 %"), ()),
        ),
    )
    chart = Chart(
        title="Signalements par an",
        description="687 en 2021, 446 en 2022, 971 en 2023",
        bars=tuple(
            Bar(str(year), Decimal(value), str(value)) for year, value in ((2021, 687), (2022, 446), (2023, 971))
        ),
    )
    items = List(
        items=(
            ListItem((paragraph("Brigades cyclistes"),)),
            ListItem(
                (
                    Paragraph((Strong(text("Second Wave")), Text(" (terminée)"))),
                    paragraph("Un texte sous sa ligne, avec une suite."),
                    List((ListItem((paragraph("premier"),)), ListItem((paragraph("deuxième"),))), ordered=True),
                    table,
                )
            ),
        )
    )
    definitions = Definition(
        (
            DefinitionItem(text("Public"), (paragraph("Jeunes de 15 à 18 ans"),)),
            DefinitionItem(
                text("Recommandations"),
                (
                    Paragraph(
                        (
                            Link(text("R06"), "#volet-2"),
                            Text(" formulation non officielle"),
                            Footnote(
                                (Text("Texte à vérifier dans la "), Link(text("source"), "https://example.org/a?b=c&d"))
                            ),
                        )
                    ),
                ),
            ),
        )
    )
    callout = Callout(
        text("Clé de compréhension"),
        (paragraph("L'essentiel."), List((ListItem((paragraph("un point"),)),))),
    )
    initiative = Section(
        Heading(text("Les Cadets de PolBru – Zone de police Bruxelles-Capitale/Ixelles"), "initiative-polbru-cadets"),
        (
            definitions,
            Paragraph(
                (
                    Text("Un mot "),
                    Strong(text("fort")),
                    Text(", un mot "),
                    Emphasis(text("souligné")),
                    LineBreak(),
                    Text("et une ligne."),
                )
            ),
            Section(Heading(text("Objectifs"), "initiative-polbru-cadets-objectifs"), (items,)),
            Image(picture(), "image/jpeg", "Des cadets devant le commissariat", text("Photo : PolBru")),
            paragraph("Source : zone de police, 2024", ParagraphStyle.SOURCE),
        ),
    )
    volet = Section(
        Heading(text("Personnel et recrutement"), "volet-2", "Volet 2", 2),
        (
            paragraph("Les premiers mots.", ParagraphStyle.LEAD),
            callout,
            Section(
                Heading(text("Initiatives prises par les membres du GT CiPol"), "volet-2-gt-cipol", "A.", 2),
                (
                    initiative,
                    paragraph("Dit in het Nederlands.", language="nl"),
                    Paragraph((Text("Le mot "), Foreign(text("gemeenschapswacht"), "nl"), Text(" est néerlandais."))),
                    paragraph("Ce texte n'existe qu'en néerlandais.", ParagraphStyle.NOTE),
                ),
            ),
        ),
    )
    lisa = Section(Heading(text("Quartier"), "volet-4", "Volet 4", 4), (table, chart))
    annex = Section(Heading(text("Annexe"), "annex"), (paragraph("Étiquette", ParagraphStyle.LABEL), items))
    sheet = Sheet(
        key="figures",
        title="Chiffres",
        columns=("Initiative", "Année", "Valeur", "Date", "Du", "Permanent"),
        rows=(
            ("=1+1", 2024, Decimal("35.5"), PartialDate.parse("2024-06"), datetime.date(2024, 6, 1), True),
            ("x" * 40_000, None, Decimal(20242), PartialDate.parse("2024"), None, False),
        ),
    )
    return Document(
        title="Rapport Citoyens-Police : mise à jour 2023-2024",
        subtitle="Septembre 2022 à décembre 2024",
        language="fr",
        publisher="safe.brussels",
        date=datetime.date(2025, 3, 1),
        contents_title="Table des matières",
        subject="Suivi de la résolution du 18 décembre 2020",
        sections=(volet, lisa, annex),
        sheets=(sheet,),
    )
