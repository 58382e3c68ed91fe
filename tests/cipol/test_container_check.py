import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from cipol import container_check


class Recorder(BaseHTTPRequestHandler):
    status = 200

    def do_GET(self):
        self.server.asked = (self.path, self.headers["Host"])
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def server(monkeypatch):
    server = HTTPServer(("127.0.0.1", 0), type("Handler", (Recorder,), {}))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    monkeypatch.setenv("PORT", str(server.server_port))
    yield server
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("allowed", "host"),
    [
        ("cipol.example.brussels,localhost", "cipol.example.brussels"),
        (".example.brussels", "example.brussels"),
        ("*", "localhost"),
        ("", "localhost"),
    ],
)
def test_the_question_is_asked_in_the_name_of_an_allowed_host(server, monkeypatch, allowed, host):
    monkeypatch.setenv("ALLOWED_HOSTS", allowed)
    container_check.main()
    assert server.asked == ("/healthz", host)


def test_a_server_in_trouble_is_not_well(server):
    server.RequestHandlerClass.status = 500
    with pytest.raises(SystemExit, match=r"^Not well: HTTP Error 500"):
        container_check.main()


def test_no_server_is_not_well(monkeypatch):
    monkeypatch.setenv("PORT", "1")
    with pytest.raises(SystemExit, match=r"^Not well: .*refused"):
        container_check.main()
