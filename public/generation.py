"""Which generation of the published content stands: what every kept page is kept for."""

from django.db import connection


def generation():
    """The number of the generation, and whether something is marked that was not settled yet: one query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, EXISTS (SELECT 1 FROM public_touched) FROM public_generation")
        row = cursor.fetchone()
    return (row[0], bool(row[1])) if row else (0, False)
