"""Who takes the mails out of the queue: one sender at a time, whatever the number of server processes.

The sender holds a lease: one row of the database, renewed while it works and taken over by another process when it was
not. The lease keeps the senders from crowding the mail server; that a mail leaves once does not hang on it
(`sending.py` claims each). A row does for both databases what an advisory lock does for PostgreSQL alone, and whoever
asks after the health of the server can read in it whether anybody is sending.
"""

import datetime
import logging
import os
import secrets
import socket
import threading
import time

from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections, transaction
from django.db.models import Q
from django.utils import timezone

from rounds.mail.queue import due
from rounds.mail.sending import forget, send_one, write_proof
from rounds.models import MailSender

LOOKS_EVERY = 1.0
"""Seconds between two looks at the queue."""
RESTS_FOR = 10.0
"""Seconds for which the mail server is left alone after it could not be reached."""
CLEANS_EVERY = 60.0
"""Seconds between two looks for texts that are of no use any more."""
LAST_MAIL = 3.0
"""Seconds that the mail which is on its way is given when the process ends."""

logger = logging.getLogger(__name__)


def lease():
    """How long a sender holds the queue without a sign of life: longer than a silent mail server is waited for."""
    return datetime.timedelta(seconds=4 * settings.EMAIL_TIMEOUT)


class Sender:
    """Takes the mails out of the queue until it is told to stop."""

    def __init__(self):
        self.name = f"{socket.gethostname()[:60]}-{os.getpid()}-{secrets.token_hex(4)}"
        self.stopped = threading.Event()
        self._cleaned_at = None
        self._is_cut_off = False

    def run(self):
        """Send what waits, again and again. Ends when `stopped` is set and never by an exception."""
        while not self.stopped.is_set():
            self.stopped.wait(self._look())
        self._let_go()

    def send_waiting(self):
        """Send what waits now, once. Returns a Proof for each mail; None where another sender is at work."""
        if not self._holds():
            return None
        self._clean()
        proofs = list(self._send_waiting())
        self._let_go()
        return proofs

    def _look(self):
        """One look at the queue, and what came of it. Returns how many seconds to wait until the next one."""
        try:
            close_old_connections()
            is_reachable = True
            if self._holds():
                self._clean()
                is_reachable = all(proof.is_reachable for proof in self._send_waiting())
            self._note_that_the_database_answers()
        except (DatabaseError, InterfaceError) as error:
            return self._note_that_it_is_cut_off(error)
        except Exception:
            logger.exception("The sender of the mails met an error; it goes on.")
            return RESTS_FOR
        finally:
            close_old_connections()
        return LOOKS_EVERY if is_reachable else RESTS_FOR

    def _send_waiting(self):
        """Send one after the other, as long as the server can be reached, the lease is held and nobody says stop."""
        for key in list(due(timezone.now()).values_list("pk", flat=True)):
            if self.stopped.is_set() or not self._holds():
                return
            proof = send_one(key, self._prove)
            yield proof
            if not proof.is_reachable:
                return

    def _prove(self, message, proof):
        """Write the proof, also where the database went away while the mail left: it is waited for."""
        given_up_at = time.monotonic() + lease().total_seconds()
        while True:
            try:
                return write_proof(message, proof)
            except (DatabaseError, InterfaceError):
                if time.monotonic() > given_up_at or self.stopped.is_set():
                    raise
                close_old_connections()
                self.stopped.wait(LOOKS_EVERY)

    def _holds(self):
        """Take or renew the lease. Whether this sender holds it."""
        now = timezone.now()
        row = MailSender.row()
        is_mine = row.holder == self.name
        if row.held_until and row.held_until > now:
            if not is_mine:
                return False
            if row.held_until - now > lease() * 0.75:
                return True
        free = Q(holder=self.name) | Q(held_until__isnull=True) | Q(held_until__lte=now)
        return bool(MailSender.objects.filter(free, pk=row.pk).update(holder=self.name, held_until=now + lease()))

    def _let_go(self):
        """Give the lease back, so that the next sender need not wait for its end."""
        try:
            MailSender.objects.filter(holder=self.name).update(held_until=timezone.now())
        except (DatabaseError, InterfaceError):
            logger.warning("The sender of the mails could not give back its lease: it ends by itself.")

    def _clean(self):
        if self._cleaned_at is None or time.monotonic() - self._cleaned_at > CLEANS_EVERY:
            forget(timezone.now())
            self._cleaned_at = time.monotonic()

    def _note_that_it_is_cut_off(self, error):
        """A line, once, until the database answers again."""
        if not self._is_cut_off:
            logger.warning("The sender of the mails has no database; it tries again: %s", str(error).strip())
        self._is_cut_off = True
        return LOOKS_EVERY

    def _note_that_the_database_answers(self):
        if self._is_cut_off:
            logger.warning("The sender of the mails has its database again.")
        self._is_cut_off = False


# --- In the processes of the server ---------------------------------------------------------------

_running = []


def start():
    """Start a sender beside the requests, where the server is to send its mails itself (`MAIL_SENDER`)."""
    if settings.MAIL_SENDER == "thread":
        sender = Sender()
        thread = threading.Thread(target=sender.run, name="mail sender", daemon=True)
        _running.append((sender, thread))
        thread.start()


def stop():
    """Stop it with the process: the mail that is on its way is given a moment, and no other begins."""
    while _running:
        sender, thread = _running.pop()
        sender.stopped.set()
        thread.join(LAST_MAIL)


def wake():
    """Say that a mail waits. In development, where nobody sends, it is sent when the transaction is over."""
    if settings.MAIL_SENDER == "request":
        transaction.on_commit(_send_at_once, robust=True)


def _send_at_once():
    for key in list(due(timezone.now()).values_list("pk", flat=True)):
        send_one(key)
