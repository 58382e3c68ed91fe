"""The groups that the rule of access names stand in every database, an emptied one too."""

import pytest
from django.apps.registry import Apps
from django.contrib.auth.models import Group
from django.core.management.sql import emit_post_migrate_signal

from accounts.groups import create_groups
from tests.builders import COORDINATION, READERS, REFERENTS

pytestmark = pytest.mark.django_db


def names():
    return sorted(Group.objects.values_list("name", flat=True))


def test_after_migrating_what_is_missing_is_made_and_the_rest_is_left():
    kept = Group.objects.get(name=READERS)
    Group.objects.create(name="Of an administrator")
    Group.objects.filter(name=COORDINATION).delete()
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert names() == sorted(["Of an administrator", COORDINATION, READERS, REFERENTS])
    assert Group.objects.get(name=READERS) == kept


def test_before_there_are_groups_at_all_nothing_is_made():
    Group.objects.all().delete()
    create_groups("default", apps=Apps())
    assert names() == []
