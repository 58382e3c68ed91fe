"""The demonstration: the founding data, three accounts, an issued edition and its eight files."""

import secrets

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from records.access import COORDINATION, REFERENTS
from records.files.checksums import find_fault, read_kept
from records.files.storage import write_whole
from reporting.models import Edition
from reporting.services import get_file_name, issue_edition
from zones.models import Partner

DATASET = settings.BASE_DIR / "data" / "founding-report"
EDITION = "update-2023-2024"

ACCOUNTS = (
    # (e-mail, language, group, partners, who it is)
    ("coordination@demo.cipol.example", "fr", COORDINATION, (), _("coordinator at safe.brussels")),
    ("zone@demo.cipol.example", "fr", REFERENTS, ("zp-5342",), _("referent of a police zone")),
    ("commune@demo.cipol.example", "nl", REFERENTS, ("commune-anderlecht",), _("referent of a commune")),
)


@transaction.atomic
def create_accounts():
    """Make the demo accounts, or give them new passwords. Yields (who it is, e-mail, password)."""
    created = []
    for email, language, group, partners, role in ACCOUNTS:
        password = secrets.token_urlsafe(12)
        user = User.objects.filter(email=email).first() or User(email=email)
        user.language, user.is_staff, user.is_active = language, True, True
        user.set_password(password)
        user.save()
        user.groups.set(Group.objects.filter(name=group))
        user.partners.set(Partner.objects.filter(key__in=partners))
        created.append((role, email, password))
    return created


def get_coordinator():
    return User.objects.get(email=ACCOUNTS[0][0])


def get_or_create_issue():
    """The latest issue of the demo's edition; a new one where there is none, or where its files are gone."""
    edition = Edition.objects.get(key=EDITION)
    issue = edition.issues.last()
    if issue and not any(find_fault(report) for report in issue.reports.all()):
        return issue
    return issue_edition(edition, by=get_coordinator(), reason=gettext("The files were gone."))


def write_files(issue, directory):
    """Copy the files of an issue into a directory. Yields the paths."""
    for report in issue.reports.all():
        path = directory / get_file_name(issue.edition, report.language, report.format)
        write_whole(path, read_kept(report))
        yield path
