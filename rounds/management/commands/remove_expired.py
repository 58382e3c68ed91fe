from django.contrib.sessions.backends.db import SessionStore
from django.core.management.base import BaseCommand

from accounts.cache import delete_expired
from rounds.drafts import delete_overdue


class Command(BaseCommand):
    help = "Removes what has had its time: sessions, counts of attempts, pictures and forms that waited in vain."

    def handle(self, **options):
        SessionStore.clear_expired()
        forms = delete_overdue()
        entries = delete_expired()
        self.stdout.write(f"Expired sessions are removed, {forms} forms left behind, {entries} entries of the cache.")
