"""The tables of the format as Markdown, from the schema: the second half of docs/dataset.md, which a test prints."""

from django.utils import translation

from exchange.dataset.schema import TABLES


def describe_tables():
    """Every table and every column, in English."""
    with translation.override("en"):
        return "\n".join(_describe_table(table) for table in TABLES.values())


def _describe_table(table):
    key = ", ".join(f"`{name}`" for name in table.key)
    if table.ordered_by:
        told_apart = f"{key} and `{table.ordered_by}`"
    elif table.numbered:
        told_apart = f"{key} and its place among the rows that share this"
    else:
        told_apart = key
    rows = "\n".join(_describe_column(table, column) for column in table.columns)
    return (
        f"### {table.file}\n\n{table.about} A row is told apart by {told_apart}.\n\n"
        f"| column | | what it says | what it holds |\n|---|---|---|---|\n{rows}\n"
    )


def _describe_column(table, column):
    limit = table.get_limit(column)
    holds = column.type.expected + (f"; at most {limit} characters" if limit else "")
    needed = "required" if column.required else "may be left out" if column.optional else ""
    return f"| `{column.name}` | {needed} | {column.about} | {holds} |"
