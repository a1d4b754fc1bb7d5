"""The page that shows what came, and the door of short messages."""

import json
import re
from datetime import datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

from sandbox.mailbox.post import Piece, Post
from sandbox.mailbox.smtp import now

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
LARGEST = 64 * 1024
NOBODY, BUSY = "+84999000550", "+84999000451"
_LINK = re.compile(r"https?://[^\s<>\"']+")
STYLE = """
body{margin:0;font:16px/1.55 system-ui,sans-serif;background:#faf8f5;color:#231f1c}
header{background:#8f1a20;color:#fff;padding:12px 16px}header p{margin:4px 0 0}
h1{font-size:1.25rem;margin:0}main{max-width:900px;margin:0 auto;padding:16px}
article{background:#fff;border:1px solid #ddd5cc;border-radius:8px}
article{padding:12px 16px;margin:12px 0;overflow-wrap:anywhere}
article h2{font-size:1.05rem;margin:0}article p{margin:.3em 0}.meta{color:#5d544c;font-size:.9rem}
pre{white-space:pre-wrap;font:inherit;margin:.6em 0 0}form{display:flex;gap:8px}
input{flex:1;min-width:0;padding:8px;font:inherit;border:1px solid #8d837a;border-radius:6px}
button{padding:8px 14px;font:inherit;border:1px solid #8f1a20;border-radius:6px}
button{background:#8f1a20;color:#fff}
a{color:#8f1a20}:focus-visible{outline:3px solid #1d5fa8;outline-offset:2px}
"""


class Window(ThreadingHTTPServer):
    """Serves the post of one demonstration."""

    daemon_threads = True

    def __init__(self, post: Post, *, host: str, port: int) -> None:
        self.post = post
        super().__init__((host, port), Visit)


class Visit(BaseHTTPRequestHandler):
    """One request."""

    server: Window
    timeout = 10

    def do_GET(self) -> None:
        """Show what came."""
        address = urlsplit(self.path)
        if address.path != "/":
            self._answer(404, "text/plain", "404")
            return
        words = parse_qs(address.query).get("q", [""])[0][:100]
        self._answer(200, "text/html", page(self.server.post.newest(words), words))

    def do_POST(self) -> None:
        """Take one short message."""
        try:
            length = int(self.headers.get("Content-Length", ""))
            if self.path != "/sms" or not 0 < length <= LARGEST:
                raise ValueError
            body = json.loads(self.rfile.read(length))
            sender, to, text = (str(body[name]) for name in ("from", "to", "text"))
        except (ValueError, KeyError, TypeError):
            self._answer(400, "application/json", '{"error": "from, to and text are needed"}')
            return
        if to in {NOBODY, BUSY}:
            self._answer(422 if to == NOBODY else 503, "application/json", '{"error": "as asked"}')
            return
        key = self.headers.get("Idempotency-Key", "")
        self.server.post.add(Piece("sms", now(), sender, to, "", text, f"sms:{key}" if key else ""))
        self._answer(202, "application/json", "{}")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- its name in the library
        """Say nothing: who reads which mail is no business of a log."""

    def _answer(self, status: int, kind: str, words: str) -> None:
        content = words.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; "
            "frame-ancestors 'none'",
        )
        self.end_headers()
        self.wfile.write(content)


def page(pieces: list[Piece], words: str) -> str:
    """Return the page that shows these pieces."""
    shown = "".join(map(_piece, pieces))
    if not pieces:
        shown = "<p>Không có thư nào khớp.</p>" if words else "<p>Chưa có thư, tin nhắn nào.</p>"
    return (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>Hộp thư thử</title><style>{STYLE}</style></head><body>"
        "<header><h1>Hộp thư thử</h1><p>Thư và tin nhắn của bản trình diễn dừng ở đây, "
        'không tới ai cả. <span lang="en">Mails and short messages of the '
        "demonstration end here.</span></p></header>"
        '<main><form role="search"><input type="search" name="q" '
        f'aria-label="Tìm người nhận, nội dung" value="{escape(words)}">'
        f"<button>Tìm</button></form>{shown}</main></body></html>"
    )


def _piece(piece: Piece) -> str:
    at = datetime.fromisoformat(piece.at).astimezone(LOCAL)
    kind = "Thư điện tử" if piece.kind == "mail" else "Tin nhắn"
    title = escape(piece.subject) or f"{kind} tới {escape(piece.to)}"
    return (
        f"<article><h2>{title}</h2>"
        f'<p class="meta">{kind} · {at:%H:%M:%S %d/%m/%Y} · '
        f"từ {escape(piece.sender)} tới {escape(piece.to)}</p>"
        f"<pre>{_with_links(piece.text)}</pre></article>"
    )


def _with_links(text: str) -> str:
    parts, end = [], 0
    for found in _LINK.finditer(text):
        url = escape(found[0])
        parts += [escape(text[end : found.start()]), f'<a href="{url}" rel="noreferrer">{url}</a>']
        end = found.end()
    return "".join([*parts, escape(text[end:])])
