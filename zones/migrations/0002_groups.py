from django.db import migrations

GROUPS = ("Coordination", "Referents", "Readers")


def create_groups(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects
    for name in GROUPS:
        groups.get_or_create(name=name)


class Migration(migrations.Migration):
    dependencies = [("zones", "0001_initial"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [migrations.RunPython(create_groups, migrations.RunPython.noop, elidable=False)]
