"""The sender that takes the mails out of the queue: one at a time, whatever the number of server processes.

The sender holds a lease: one row of the database, renewed while it works and taken over by another process when it is
not renewed. The lease keeps senders from crowding the mail server; that a mail leaves once does not depend on it
(`sending.py` claims each). A row works on both databases, an advisory lock on PostgreSQL alone, and the health check
can read from it whether anybody is sending.
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

from rounds.mail.queue import get_due_messages
from rounds.mail.sending import erase_expired_messages, record_result, send_message
from rounds.models import MailSender

POLL_INTERVAL = 1.0
"""Seconds between two polls of the queue."""
UNREACHABLE_PAUSE = 10.0
"""Seconds without an attempt after the mail server could not be reached."""
CLEANING_INTERVAL = 60.0
"""Seconds between two searches for expired texts."""
STOP_TIMEOUT = 3.0
"""Seconds given to the mail that is being sent when the process ends."""

logger = logging.getLogger(__name__)


def get_lease_duration():
    """How long a lease lasts without being renewed: longer than the timeout of a silent mail server."""
    return datetime.timedelta(seconds=4 * settings.EMAIL_TIMEOUT)


class Sender:
    """Takes the mails out of the queue until it is told to stop."""

    def __init__(self):
        self.name = f"{socket.gethostname()[:60]}-{os.getpid()}-{secrets.token_hex(4)}"
        self.stopped = threading.Event()
        self._cleaned_at = None
        self._has_lost_database = False

    def run(self):
        """Send what waits, again and again. Ends when `stopped` is set and never by an exception."""
        while not self.stopped.is_set():
            self.stopped.wait(self._poll())
        self._release_lease()

    def send_waiting(self):
        """Send what waits now, once. Returns a SendingResult for each mail; None where another sender is at work."""
        if not self._take_lease():
            return None
        self._erase_expired()
        results = list(self._send_waiting())
        self._release_lease()
        return results

    def _poll(self):
        """Send what is due. Returns how many seconds to wait until the next poll."""
        try:
            close_old_connections()
            is_reachable = True
            if self._take_lease():
                self._erase_expired()
                is_reachable = all(result.is_reachable for result in self._send_waiting())
            self._log_recovered_database()
        except (DatabaseError, InterfaceError) as error:
            return self._log_lost_database(error)
        except Exception:
            logger.exception("The sender of the mails met an error; it goes on.")
            return UNREACHABLE_PAUSE
        finally:
            close_old_connections()
        return POLL_INTERVAL if is_reachable else UNREACHABLE_PAUSE

    def _send_waiting(self):
        """Send one after the other, while the server can be reached, the lease is held and nobody stops the sender."""
        for key in list(get_due_messages(timezone.now()).values_list("pk", flat=True)):
            if self.stopped.is_set() or not self._take_lease():
                return
            result = send_message(key, self._record_result)
            yield result
            if not result.is_reachable:
                return

    def _record_result(self, message, result):
        """Record the result; where the database went away while the mail left, wait for it."""
        given_up_at = time.monotonic() + get_lease_duration().total_seconds()
        while True:
            try:
                return record_result(message, result)
            except (DatabaseError, InterfaceError):
                if time.monotonic() > given_up_at or self.stopped.is_set():
                    raise
                close_old_connections()
                self.stopped.wait(POLL_INTERVAL)

    def _take_lease(self):
        """Take or renew the lease. Whether this sender holds it."""
        now = timezone.now()
        row = MailSender.get_row()
        is_mine = row.holder == self.name
        if row.held_until and row.held_until > now:
            if not is_mine:
                return False
            if row.held_until - now > get_lease_duration() * 0.75:
                return True
        free = Q(holder=self.name) | Q(held_until__isnull=True) | Q(held_until__lte=now)
        return bool(
            MailSender.objects.filter(free, pk=row.pk).update(holder=self.name, held_until=now + get_lease_duration())
        )

    def _release_lease(self):
        """Give the lease back, so that the next sender need not wait for it to expire."""
        try:
            MailSender.objects.filter(holder=self.name).update(held_until=timezone.now())
        except (DatabaseError, InterfaceError):
            logger.warning("The sender of the mails could not give back its lease: it ends by itself.")

    def _erase_expired(self):
        if self._cleaned_at is None or time.monotonic() - self._cleaned_at > CLEANING_INTERVAL:
            erase_expired_messages(timezone.now())
            self._cleaned_at = time.monotonic()

    def _log_lost_database(self, error):
        """Log one line until the database answers again. Returns how many seconds to wait."""
        if not self._has_lost_database:
            logger.warning("The sender of the mails has no database; it tries again: %s", str(error).strip())
        self._has_lost_database = True
        return POLL_INTERVAL

    def _log_recovered_database(self):
        if self._has_lost_database:
            logger.warning("The sender of the mails has its database again.")
        self._has_lost_database = False


# --- In the processes of the server ---------------------------------------------------------------

_running = []


def start_sender():
    """Start a sender in a thread of this process, where the server sends its own mails (`MAIL_SENDER`)."""
    if settings.MAIL_SENDER == "thread":
        sender = Sender()
        thread = threading.Thread(target=sender.run, name="mail sender", daemon=True)
        _running.append((sender, thread))
        thread.start()


def stop_sender():
    """Stop it with the process: the mail that is being sent gets a moment, and no other is begun."""
    while _running:
        sender, thread = _running.pop()
        sender.stopped.set()
        thread.join(STOP_TIMEOUT)


def wake_sender():
    """Call after a mail was queued. In development, where no sender runs, it is sent when the transaction is over."""
    if settings.MAIL_SENDER == "request":
        transaction.on_commit(_send_due_messages, robust=True)


def _send_due_messages():
    for key in list(get_due_messages(timezone.now()).values_list("pk", flat=True)):
        send_message(key)
