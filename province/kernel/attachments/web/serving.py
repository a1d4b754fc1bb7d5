"""A file on its way to a browser: named, never sniffed, never run."""

from collections.abc import Iterator
from urllib.parse import quote

from django.http import HttpResponse, StreamingHttpResponse

from province.kernel.attachments.contracts import AttachmentVersionValue

PICTURE_MIMES = frozenset({"image/jpeg", "image/png"})
PDF_MIME = "application/pdf"
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
FRAMED = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"


def serve(
    value: AttachmentVersionValue, stream: Iterator[bytes], *, inline: bool = False
) -> StreamingHttpResponse:
    """Return a file as a response.

    Inline are pictures, and PDF files that the house made itself: browsers do not draw a PDF inside
    the sandbox in which everything else is given out.
    """
    own_pdf = value.is_made and value.mime == PDF_MIME
    way = "inline" if inline and (own_pdf or value.mime in PICTURE_MIMES) else "attachment"
    response = StreamingHttpResponse(stream, content_type=value.mime)
    response["Content-Length"] = str(value.size)
    response["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(value.name, safe='')}"
    _guard(response, policy=FRAMED if own_pdf else SANDBOX)
    return response


def serve_picture(picture: bytes) -> HttpResponse:
    """Return the picture of a page."""
    response = HttpResponse(picture, content_type="image/png")
    _guard(response, policy=SANDBOX)
    return response


def _guard(response: HttpResponse | StreamingHttpResponse, *, policy: str) -> None:
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = policy
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
