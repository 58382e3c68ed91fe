"""PostgreSQL learns that a value belongs to its facet.

It takes the two for independent otherwise, expects a hundredth of the rows that a value has, and sorts all of them
instead of reading the first ones in their order.
"""

from django.db import migrations

CREATE = (
    "CREATE STATISTICS IF NOT EXISTS public_initiativefacet_choices (mcv, dependencies) "
    "ON facet, value FROM public_initiativefacet",
    "ALTER STATISTICS public_initiativefacet_choices SET STATISTICS 1000",
)
DROP = ("DROP STATISTICS IF EXISTS public_initiativefacet_choices",)


def _running(statements):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for statement in statements:
                schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("public", "0001_initial")]

    operations = [migrations.RunPython(_running(CREATE), _running(DROP))]
