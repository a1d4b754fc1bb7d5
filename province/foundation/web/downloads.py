"""Files that leave through a page."""

from urllib.parse import quote

from django.http import HttpResponse
from django.utils.translation import gettext as _

from province.foundation.spreadsheets.writing import MIME


def file_response(content: bytes, *, name: str, mime: str, inline: bool = False) -> HttpResponse:
    """Return a file with its Vietnamese name; never sniffed, never run."""
    response = HttpResponse(content, content_type=mime)
    way = "inline" if inline else "attachment"
    response["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def xlsx_response(content: bytes, *, name: str) -> HttpResponse:
    """Return an XLSX file for download."""
    return file_response(content, name=name, mime=MIME)


def cut_note(*, rows: int, most: int) -> str:
    """Return the sentence below a list that was cut at ``most`` rows, nothing below a whole one."""
    if rows < most:
        return ""
    return _("Tệp chỉ chứa %(most)s dòng đầu. Hãy lọc hẹp hơn rồi xuất lại.") % {"most": most}
