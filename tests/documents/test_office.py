"""A second program opens the deck. Needs LibreOffice; without it the schema checker has to do."""

import shutil
import subprocess
from pathlib import Path

import pypdf
import pytest

from prm.documents.deck import render_deck
from tests.documents.deck_sample import DECK

SOFFICE = shutil.which("soffice")


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_every_slide_and_reads_its_title(tmp_path: Path) -> None:
    (tmp_path / "deck.pptx").write_bytes(render_deck(DECK))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        [
            str(SOFFICE),
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(tmp_path / "deck.pptx"),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    pages = pypdf.PdfReader(tmp_path / "deck.pdf").pages
    assert len(pages) == len(DECK.slides)
    for page, slide in zip(pages, DECK.slides, strict=True):
        assert slide.title in " ".join(page.extract_text().split())
