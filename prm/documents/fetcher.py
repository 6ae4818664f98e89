"""What a document may refer to: pictures within itself and the charts it was handed. Nothing on any network or disk."""

import re
from collections.abc import Iterable
from urllib.request import DataHandler, Request

from weasyprint.urls import URLFetcher, URLFetcherResponse

from prm.documents import svg
from prm.documents.colours import Colours
from prm.documents.specs import Chart

PICTURES = ("data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp", "data:image/svg+xml")
CHART_ADDRESS = re.compile(r"chart:(?P<id>[a-z0-9-]+)(\?(?P<width>[0-9]{2,4})x(?P<height>[0-9]{2,4}))?")
LONGEST_DATA = 4 * 1024 * 1024


class Refused(ValueError):
    """A document referred to something that it may not have. WeasyPrint leaves it out and goes on."""


class DocumentFetcher(URLFetcher):  # type: ignore[misc]  # the library has no types
    """Answers ``chart:<id>`` and ``data:`` pictures and refuses every other address.

    The parent's handlers for files, FTP and HTTP are not set up at all: there is no code here that could reach them,
    and no TLS context is built per document.
    """

    _fail_on_errors = False

    def __init__(self, charts: Iterable[Chart], colours: Colours) -> None:
        self._charts = {chart.id: chart for chart in charts}
        self._colours = colours

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The picture behind an address. Raises Refused."""
        if url.startswith("chart:"):
            return self._chart(url)
        if url.lower().startswith(PICTURES) and len(url) <= LONGEST_DATA:
            return self._data(url)
        raise Refused(f"Not fetched: {url[:80]}")

    def _chart(self, url: str) -> URLFetcherResponse:
        named = CHART_ADDRESS.fullmatch(url)
        chart = self._charts.get(named["id"]) if named else None
        if named is None or chart is None:
            raise Refused(f"No such chart: {url[:80]}")
        size = svg.Size(int(named["width"]), int(named["height"])) if named["width"] else None
        picture = svg.render(chart, size=size, colours=self._colours)
        return URLFetcherResponse(url, picture.encode(), {"Content-Type": "image/svg+xml"})

    def _data(self, url: str) -> URLFetcherResponse:
        found = DataHandler().data_open(Request(url))  # noqa: S310 - a data: address, checked above
        return URLFetcherResponse(url, found.read(), {"Content-Type": found.headers.get_content_type()})
