"""An IMAP server on this machine with one folder: as much of RFC 3501 as a reader of it needs."""

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

LOGIN = ("bounces", "a pass/word")


class Folder:
    """What lies in it, by UID; `seen` are those with the flag. `asked` is every command, without the password."""

    def __init__(self, mails: list[bytes]) -> None:
        self.mails, self.seen = dict(enumerate(mails, start=11)), set()     # type: dict[int, bytes], set[int]
        self.asked: list[str] = []
        self.name = "Returned mail"


class Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.say(b"* OK ready")
        for line in self.rfile:
            tag, _space, command = line.decode().strip().partition(" ")
            if not self.answer(tag, command):
                return

    def say(self, line: bytes) -> None:
        self.wfile.write(line + b"\r\n")

    def answer(self, tag: str, command: str) -> bool:
        folder: Folder = self.server.folder
        done, verb = f"{tag} OK done".encode(), command.split(" ")[0].upper()
        folder.asked.append(verb if verb == "LOGIN" else command)
        if verb == "CAPABILITY":
            self.say(b"* CAPABILITY IMAP4rev1")
        elif verb == "LOGIN" and command != f'LOGIN {LOGIN[0]} "{LOGIN[1]}"':
            done = f"{tag} NO wrong".encode()
        elif verb == "SELECT":
            if command != f'SELECT "{folder.name}"':
                done = f"{tag} NO no such folder".encode()
            self.say(f"* {len(folder.mails)} EXISTS".encode())
        elif command == "UID SEARCH UNSEEN":
            self.say(("* SEARCH " + " ".join(str(uid) for uid in folder.mails if uid not in folder.seen)).encode())
        elif found := re.fullmatch(r"UID FETCH (\d+) \(BODY\.PEEK\[\]<0\.(\d+)>\)", command):
            raw = folder.mails[int(found[1])][:int(found[2])]
            self.say(f"* 1 FETCH (UID {found[1]} BODY[]<0> {{{len(raw)}}}".encode())
            self.wfile.write(raw + b")\r\n")
        elif found := re.fullmatch(r"UID STORE (\d+) \+FLAGS\.SILENT \(\\Seen\)", command):
            folder.seen.add(int(found[1]))
        self.say(done)
        return verb != "LOGOUT"


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True


@contextmanager
def imap_server(port: int, mails: list[bytes]) -> Iterator[Folder]:
    with Server(("127.0.0.1", port), Talk) as server:
        server.folder = Folder(mails)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server.folder
        finally:
            server.shutdown()
