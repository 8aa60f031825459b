"""A server on this machine that stands for GOV.UK Notify: it checks the token, keeps what it is given, refuses or is slow when told to."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from time import time
from urllib.parse import parse_qs, urlsplit

SERVICE, SECRET, TEMPLATE = "0b4e3f52-service", "5d1c9f74-secret", "f33517ff-template"
FRESH = 30      # seconds that a token holds


def unpacked(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def is_ours(token: str) -> bool:
    """As Notify checks it: HS256 by our secret, from our service, made just now."""
    head, claims, signature = token.split(".")
    good = hmac.new(SECRET.encode(), f"{head}.{claims}".encode(), hashlib.sha256).digest()
    said = json.loads(unpacked(claims))
    return (json.loads(unpacked(head)) == {"typ": "JWT", "alg": "HS256"} and hmac.compare_digest(good, unpacked(signature))
            and said["iss"] == SERVICE and abs(time() - said["iat"]) < FRESH)


class Notified:
    """What arrived. `answer` is given instead of 201: (status, message); `is_lost` takes the text and then says nothing."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.texts: list[dict] = []
        self.asked: list[str] = []
        self.answer: tuple[int, str] | None = None
        self.is_lost = False
        self.go_on = Event()


class Handler(BaseHTTPRequestHandler):
    def say(self, status: int, said: dict) -> None:
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def is_let_in(self) -> bool:
        way, token = self.headers["Authorization"].split(" ")
        if way == "Bearer" and is_ours(token):
            return True
        self.say(403, {"status_code": 403, "errors": [{"error": "AuthError", "message": "Invalid token: signature, api token not found"}]})
        return False

    def do_POST(self) -> None:
        it: Notified = self.server.notified
        facts = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        it.asked.append(f"POST {self.path}")
        if not self.is_let_in():
            return
        if it.answer:
            status, message = it.answer
            self.say(status, {"status_code": status, "errors": [{"error": "SomeError", "message": message}]})
            return
        it.texts.append(facts)
        if it.is_lost:
            it.go_on.wait(10)
        else:
            self.say(201, {"id": f"text-{len(it.texts)}", "reference": facts["reference"]})

    def do_GET(self) -> None:
        it: Notified = self.server.notified
        it.asked.append(f"GET {urlsplit(self.path).path}")
        if self.is_let_in():
            asked = parse_qs(urlsplit(self.path).query)["reference"][0]
            self.say(200, {"notifications": [each for each in it.texts if each["reference"] == asked], "links": {}})

    def log_message(self, *words: object) -> None:
        """It is quiet."""


@contextmanager
def a_notify() -> Iterator[Notified]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        server.notified = Notified(f"notify+http://{SERVICE}:{SECRET}@127.0.0.1:{server.server_port}?template={TEMPLATE}")
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield server.notified
        finally:
            server.notified.go_on.set()
            server.shutdown()
