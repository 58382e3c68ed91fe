"""People who are signed in on a site that runs, and what they send at the same moment."""

import json
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import Cookie
from threading import Barrier

from tests.faults.site import HOST, Answer, Site, Visitor

BOUNDARY = "----of-the-tests"

SIGN_IN = """
import json
from django.conf import settings
from django.test import Client
from accounts.models import User

found = {}
for user in User.objects.filter(email__in=%r):
    client = Client()
    client.force_login(user)
    found[user.email] = [settings.SESSION_COOKIE_NAME, client.cookies[settings.SESSION_COOKIE_NAME].value]
print(json.dumps(found))
"""


def signed_in(site: Site, *emails: str) -> dict[str, Visitor]:
    """A visitor by e-mail, each with a session of that account; opened past the page, second factor or not."""
    cookies = json.loads(site.run(SIGN_IN % (list(emails),)))
    visitors = {}
    for email, (name, value) in cookies.items():
        visitors[email] = site.visitor()
        visitors[email].cookies.set_cookie(_cookie(name, value))
    return visitors


def again(visitor: Visitor) -> Visitor:
    """The same person in another window."""
    other = Visitor(visitor.address)
    for cookie in visitor.cookies:
        other.cookies.set_cookie(cookie)
    return other


def at_once(*steps) -> list[Answer]:
    """What the steps answer, all taken at the same moment."""
    barrier = Barrier(len(steps))

    def take(step):
        barrier.wait()
        return step()

    with ThreadPoolExecutor(len(steps)) as pool:
        return list(pool.map(take, steps))


def send_file(visitor: Visitor, path: str, content: bytes, **fields: str) -> Answer:
    """Send the form of a photo; the page was opened before."""
    token = next(cookie.value for cookie in visitor.cookies if "csrftoken" in cookie.name)
    lines = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in ({"csrfmiddlewaretoken": token} | fields).items()
    ]
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'.encode()
    body = b"".join([*lines, head, content, f"\r\n--{BOUNDARY}--\r\n".encode()])
    return visitor.post(path, body, Content_Type=f"multipart/form-data; boundary={BOUNDARY}", timeout=120)


def _cookie(name: str, value: str) -> Cookie:
    return Cookie(
        0, name, value, None, False, "127.0.0.1", False, False, "/", True, True, None, True, HOST, None, {}, False
    )  # fmt: skip
