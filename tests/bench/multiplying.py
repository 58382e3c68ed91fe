"""Makes a small content large: every initiative with all that stands under it again and again, under further keys.

Written and analysed one by one, 100 000 initiatives would take hours; copied by the database they take minutes. Every
table and index has its full size and every choice and word its share; words that few texts hold are held by as many
copies of these.
"""

from dataclasses import dataclass

from django.core.management.color import no_style
from django.db import connection
from django.db.models import F, Max

from initiatives.models import Figure, Initiative, PublishedFigure, PublishedUpdate, Update
from public.models import InitiativeFacet, InitiativeIndex, Kind, SearchEntry, SearchText, SearchWord


@dataclass(frozen=True)
class Copying:
    """How the rows of a table are copied."""

    model: type
    moved: dict  # column → the model by whose span it moves
    renamed: tuple = ()  # columns that get the number of the copy behind them
    condition: str = ""


def _links(name):
    through = getattr(Initiative, name).through
    return Copying(through, {"id": through, "initiative_id": Initiative})


COPIED = (
    Copying(Initiative, {"id": Initiative}, ("key",)),
    *map(_links, ("communes", "co_partners", "recommendations")),
    Copying(Update, {"id": Update, "initiative_id": Initiative}),
    Copying(Figure, {"id": Figure, "update_id": Update}),
    Copying(PublishedUpdate, {"text_id": Update, "initiative_id": Initiative}),
    Copying(PublishedFigure, {"id": PublishedFigure, "update_id": Update, "original": Figure}),
    Copying(
        InitiativeIndex,
        dict.fromkeys(("initiative_id", "latest_rank", "started_rank"), Initiative),
        ("key", "sort_fr", "sort_nl", "sort_en"),
    ),
    Copying(InitiativeFacet, {"id": InitiativeFacet, "listing_id": Initiative, "latest_rank": Initiative}),
    Copying(SearchEntry, {"id": SearchEntry, "object_id": Initiative}, ("key",), f"kind = '{Kind.INITIATIVE.value}'"),
    Copying(
        SearchText,
        {"id": SearchText, "entry_id": SearchEntry},
        condition=f"entry_id IN (SELECT id FROM public_searchentry WHERE kind = '{Kind.INITIATIVE.value}')",
    ),
)


def multiply(times: int) -> int:
    """Copies all initiatives until there are so many times as many. Returns how many there are then."""
    spans = {copying.model: _span(copying.model) for copying in COPIED}
    with connection.cursor() as cursor:
        for copying in COPIED:
            for number in range(1, times):
                # What was copied already is not copied again.
                cursor.execute(_statement(copying, spans, number))
        if connection.vendor == "postgresql":
            for statement in connection.ops.sequence_reset_sql(no_style(), list(spans)):
                cursor.execute(statement)
    SearchWord.objects.update(entries=F("entries") * times)
    return Initiative.objects.count()


def _span(model):
    return model.objects.aggregate(last=Max("pk"))["last"]


def _statement(copying, spans, number):
    columns = [column.column for column in copying.model._meta.local_concrete_fields]
    taken = ", ".join(_expression(copying, spans, column, number) for column in columns)
    table, pk = copying.model._meta.db_table, copying.model._meta.pk.column
    conditions = [f"{pk} <= {spans[copying.moved[pk]]}", *filter(None, [copying.condition])]
    names = ", ".join(f'"{column}"' for column in columns)
    return f"INSERT INTO {table} ({names}) SELECT {taken} FROM {table} WHERE {' AND '.join(conditions)}"


def _expression(copying, spans, column, number):
    if column in copying.moved:
        return f'"{column}" + {spans[copying.moved[column]] * number}'
    return f"\"{column}\" || '-{number}'" if column in copying.renamed else f'"{column}"'
