"""A mail server that does what mail servers do, good and bad: `behaviour` may be changed while it runs."""

import contextlib
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message

ANSWERS = {"EHLO": "250 8BITMIME", "MAIL": "250 OK", "RCPT": "250 OK", "DATA": "354 Go on", "RSET": "250 OK"}
"""To each command; every other one is unknown."""


@dataclass
class MailServer:
    """`behaviour` is one of: takes, hangs, is busy, refuses, dies in the text, falls silent."""

    port: int = 0
    behaviour: str = "takes"
    mails: list[Message] = field(default_factory=list)  # what it has taken
    given: list[Message] = field(default_factory=list)  # what it was given, whatever it said then
    connections: int = 0
    closing: threading.Event = field(default_factory=threading.Event)

    def recipients(self) -> list[str]:
        return sorted(mail["To"] for mail in self.mails)

    def forget(self) -> None:
        self.behaviour = "takes"
        self.mails.clear()
        self.given.clear()


class _Session(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.mail_server: MailServer = self.server.mail_server
        self.mail_server.connections += 1
        with contextlib.suppress(OSError):
            self._talk()

    def _talk(self) -> None:
        if self.mail_server.behaviour == "hangs":
            self._say_nothing()
            return
        self._say("220 mail.example.brussels")
        while line := self.rfile.readline():
            command = line.split()[0].upper().decode() if line.split() else ""
            if command == "QUIT":
                self._say("221 Bye")
                return
            if command == "RCPT" and self.mail_server.behaviour in ("is busy", "refuses"):
                self._say("451 Come back later" if self.mail_server.behaviour == "is busy" else "550 No such user")
                continue
            self._say(ANSWERS.get(command, "502 Unknown"))
            if command == "DATA" and not self._take():
                return

    def _take(self) -> bool:
        """Read the text and say that it is taken. Whether the session goes on."""
        if self.mail_server.behaviour == "dies in the text":
            self.rfile.readline()
            return False
        text = b"".join(iter(self.rfile.readline, b".\r\n"))
        mail = message_from_bytes(text)
        self.mail_server.given.append(mail)
        if self.mail_server.behaviour == "falls silent":
            self._say_nothing()
            return False
        self.mail_server.mails.append(mail)
        self._say("250 Taken")
        return True

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def _say_nothing(self) -> None:
        self.mail_server.closing.wait(60)


class _Listening(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 50


@contextlib.contextmanager
def running_mail_server() -> Iterator[MailServer]:
    with _Listening(("127.0.0.1", 0), _Session) as listening:
        listening.mail_server = mail_server = MailServer(listening.server_address[1])
        threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield mail_server
        mail_server.closing.set()
        listening.shutdown()
