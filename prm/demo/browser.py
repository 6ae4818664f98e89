"""A small browser without scripts: what a person with only links and forms could do."""

import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from urllib.parse import urlencode, urljoin, urlsplit

TIMEOUT_SECONDS = 60


@dataclass
class Link:
    """An anchor with an address."""

    href: str
    classes: str = ""
    text: str = ""


@dataclass
class Form:
    """A form, the values that it was served with, and the words on its buttons."""

    action: str
    method: str
    values: dict[str, str] = field(default_factory=dict)
    buttons: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Page:
    """An answer, read as HTML when it is HTML."""

    url: str
    status: int
    content_type: str
    body: bytes
    title: str = ""
    text: str = ""
    links: tuple[Link, ...] = ()
    forms: tuple[Form, ...] = ()

    @property
    def path(self) -> str:
        """Where one ended up, after redirects."""
        return urlsplit(self.url).path

    def form_with_button(self, words: str) -> Form | None:
        """The first form that has a button with exactly these words."""
        return next((form for form in self.forms if words in form.buttons), None)

    def link_with_text(self, words: str) -> Link | None:
        """The first link that says exactly this."""
        return next((link for link in self.links if link.text == words), None)


class Browser:
    """Keeps cookies, follows redirects, never raises for an error status."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def open(self, href: str, *, data: Mapping[str, str] | None = None) -> Page:
        """GET a path or address; with ``data`` POST it. An address elsewhere is refused."""
        url = urljoin(self.address, href)
        if urlsplit(url).netloc != urlsplit(self.address).netloc:
            raise ValueError(f"{url} leads elsewhere")
        body = None if data is None else urlencode(data).encode()
        request = urllib.request.Request(url, data=body, headers={"Referer": self.address})  # noqa: S310  (http, checked above)
        try:
            with self._opener.open(request, timeout=TIMEOUT_SECONDS) as response:
                return _page(response.url, response.status, response.headers.get_content_type(), response.read())
        except urllib.error.HTTPError as error:
            return _page(error.url or url, error.code, error.headers.get_content_type(), error.read())

    def submit(self, page: Page, form: Form, values: Mapping[str, str]) -> Page:
        """Send a form of the page with some values changed."""
        target = urljoin(page.url, form.action)
        sent = {**form.values, **values}
        return self.open(f"{target}?{urlencode(sent)}") if form.method == "get" else self.open(target, data=sent)


class _Reader(HTMLParser):
    """Collects links, forms, title and visible text."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[Link] = []
        self.forms: list[Form] = []
        self.words: list[str] = []
        self.title: list[str] = []
        self._by_id: dict[str, Form] = {}
        self._inside: dict[str, object] = {}
        self._button: list[str] | None = None
        self._button_form: Form | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        match tag:
            case "a" if "href" in given:
                self._inside["a"] = link = Link(given["href"], given.get("class", ""))
                self.links.append(link)
            case "form":
                self._open_form(given)
            case "input" | "select" | "textarea" | "option":
                self._read_field(tag, given)
            case "button":
                self._button, self._button_form = [], self._form_of(given)
            case "title" | "script" | "style":
                self._inside[tag] = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and isinstance(link := self._inside.get("a"), Link):
            link.text = " ".join(link.text.split())
        if tag == "button" and self._button is not None:
            if self._button_form is not None:
                self._button_form.buttons.append(" ".join("".join(self._button).split()))
            self._button = None
        self._inside.pop(tag, None)

    def handle_data(self, data: str) -> None:
        if "script" in self._inside or "style" in self._inside:
            return
        if "title" in self._inside and not self.words:
            self.title.append(data)
            return
        if isinstance(link := self._inside.get("a"), Link):
            link.text += data
        if self._button is not None:
            self._button.append(data)
        self.words.extend(data.split())

    def _open_form(self, given: Mapping[str, str]) -> None:
        form = Form(action=given.get("action", ""), method=given.get("method", "get").lower())
        self._inside["form"] = form
        self.forms.append(form)
        if "id" in given:
            self._by_id[given["id"]] = form

    def _form_of(self, given: Mapping[str, str]) -> Form | None:
        inside = self._inside.get("form")
        return self._by_id.get(given.get("form", ""), inside if isinstance(inside, Form) else None)

    def _read_field(self, tag: str, given: Mapping[str, str]) -> None:
        form = self._form_of(given)
        if form is None:
            return
        if tag == "select":
            self._inside["select"] = given.get("name", "")
        elif tag == "option":
            name = str(self._inside.get("select") or "")
            if name and ("selected" in given or name not in form.values):
                form.values[name] = given.get("value", "")
        elif "name" in given and (given.get("type") not in {"checkbox", "radio"} or "checked" in given):
            form.values[given["name"]] = given.get("value", "on" if given.get("type") == "checkbox" else "")


def _page(url: str, status: int, content_type: str, body: bytes) -> Page:
    if content_type != "text/html":
        return Page(url, status, content_type, body)
    reader = _Reader()
    reader.feed(body.decode(errors="replace"))
    return Page(
        url=url,
        status=status,
        content_type=content_type,
        body=body,
        title=" ".join("".join(reader.title).split()),
        text=" ".join(reader.words),
        links=tuple(reader.links),
        forms=tuple(reader.forms),
    )
