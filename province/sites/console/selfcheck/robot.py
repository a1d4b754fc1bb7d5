"""A person at a browser without JavaScript: opens pages, fills forms, presses buttons."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

import httpx
from lxml import html
from lxml.html import FormElement, HtmlElement

TIMEOUT = 60.0


class UnexpectedPageError(Exception):
    """A page is not what a user would expect there."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that a form field takes."""

    name: str
    content: bytes
    mime: str = "application/pdf"


class Robot:
    """One person's browser."""

    def __init__(self, *, base_url: str, ca_file: str | None) -> None:
        self._client = httpx.Client(
            base_url=base_url,
            follow_redirects=True,
            timeout=TIMEOUT,
            trust_env=False,  # a proxy of the environment is for other machines than this one
            verify=ca_file or True,
            headers={"Accept-Language": "vi", "User-Agent": "tinhso-selfcheck"},
        )
        self.url = ""
        self.content = b""
        self.page: HtmlElement | None = None

    def close(self) -> None:
        """Close the browser."""
        self._client.close()

    def open(self, path: str, *, status: int = 200) -> None:
        """Open a page.

        :raises UnexpectedPageError: the answer has another status.
        """
        self._take(self._client.get(path), status)

    def download(self, path: str) -> bytes:
        """Return a file.

        :raises UnexpectedPageError: it is not to be had.
        """
        answer = self._client.get(path)
        if answer.status_code != httpx.codes.OK:
            raise UnexpectedPageError(f"{path}: {answer.status_code}")
        return answer.content

    def submit(
        self,
        *,
        holding: str,
        values: Mapping[str, str | list[str]] | None = None,
        uploads: Mapping[str, Upload] | None = None,
        press: str = "",
        status: int = 200,
    ) -> None:
        """Fill the form that holds a field (``name`` or ``name=value``) and send it.

        ``press`` names the button as ``name=value``.

        :raises UnexpectedPageError: there is no such form, or the answer has another status.
        """
        form = self._form(holding)
        fields: dict[str, str | list[str]] = {}
        for name, value in form.form_values():
            known = fields.get(name)
            if known is None:
                fields[name] = value
            else:
                fields[name] = [*(known if isinstance(known, list) else [known]), value]
        fields.update(values or {})
        if press:
            name, _sign, value = press.partition("=")
            fields[name] = value
        address = urljoin(self.url, form.get("action") or self.url)
        files = {
            name: (upload.name, upload.content, upload.mime)
            for name, upload in (uploads or {}).items()
        }
        headers = {"Referer": self.url}
        if (form.method or "GET").upper() == "GET":
            answer = self._client.get(address, params=fields, headers=headers)
        else:
            answer = self._client.post(address, data=fields, files=files or None, headers=headers)
        self._take(answer, status)

    def has_form(self, holding: str) -> bool:
        """Tell whether the page has a form that holds this field."""
        return any(self._fits(form, holding) for form in self._forms())

    def fields(self, holding: str) -> set[str]:
        """Return the names of the fields of a form."""
        return {str(name) for name in self._form(holding).fields}

    def text(self) -> str:
        """Return the words of the page, by single spaces."""
        if self.page is None:
            return ""
        main = self.page.xpath("//main")
        shown = main[0] if main else self.page
        return " ".join(shown.text_content().split())

    def expect(self, *words: str) -> None:
        """Make sure that the page says these words.

        :raises UnexpectedPageError: it does not.
        """
        text = self.text()
        for word in words:
            if word not in text:
                raise UnexpectedPageError(f"{self.url}: '{word}' is missing in: {text[:400]}")

    def link(self, *, containing: str) -> str:
        """Return the address of the first link whose address contains this.

        :raises UnexpectedPageError: there is none.
        """
        for address in self.links():
            if containing in address:
                return address
        raise UnexpectedPageError(f"{self.url}: no link to {containing}")

    def first_choice(self, name: str) -> str:
        """Return the first real choice of a list.

        :raises UnexpectedPageError: there is none.
        """
        options = (
            self.page.xpath(f"//select[@name='{name}']/option") if self.page is not None else []
        )
        for option in options:
            if option.get("value"):
                return str(option.get("value"))
        raise UnexpectedPageError(f"{self.url}: nothing to choose in '{name}'")

    def blocks_with(self, words: str) -> list[str]:
        """Return the addresses of the links of the list rows that say these words."""
        if self.page is None:
            return []
        rows = self.page.xpath("//main//li | //main//tr")
        return [
            urljoin(self.url, str(address))
            for row in rows
            if words in row.text_content()
            for address in row.xpath(".//a/@href")
        ]

    def links(self) -> list[str]:
        """Return the addresses of all links of the page."""
        if self.page is None:
            return []
        return [urljoin(self.url, str(a)) for a in self.page.xpath("//a/@href")]

    def _take(self, answer: httpx.Response, status: int) -> None:
        self.url, self.content = str(answer.url), answer.content
        kind = answer.headers.get("content-type", "")
        self.page = html.fromstring(answer.content) if kind.startswith("text/html") else None
        if answer.status_code != status:
            raise UnexpectedPageError(
                f"{answer.request.method} {self.url}: {answer.status_code}: {self.text()[:400]}"
            )

    def _forms(self) -> list[FormElement]:
        """Return the forms of the page's main part; the shell's own stay out."""
        if self.page is None:
            return []
        inside = self.page.xpath("//main//form")
        return list(inside) or list(self.page.forms)

    def _form(self, holding: str) -> FormElement:
        for form in self._forms():
            if self._fits(form, holding):
                return form
        raise UnexpectedPageError(f"{self.url}: no form with '{holding}': {self.text()[:400]}")

    @staticmethod
    def _fits(form: FormElement, holding: str) -> bool:
        kinds = "self::input or self::select or self::textarea or self::button"
        named = form.xpath(f".//*[{kinds}][@name]")
        names = {str(one.get("name")) for one in named}
        pairs = {f"{one.get('name')}={one.get('value')}" for one in named}
        return holding in names | pairs
