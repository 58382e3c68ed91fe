"""The Word file as another program reads it."""

import shutil
import subprocess

import pytest
from pypdf import PdfReader

from document.rendering import Format, render_document
from tests.document.documents import every_block

SOFFICE = shutil.which("soffice")


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed on this machine")
def test_libreoffice_reads_the_file_without_loss(tmp_path):
    source = tmp_path / "report.docx"
    source.write_bytes(render_document(every_block(), Format.DOCX))

    subprocess.run(
        [
            SOFFICE, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
            "--convert-to", "pdf", "--outdir", str(tmp_path), str(source),
        ],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip

    pages = [page.extract_text() for page in PdfReader(tmp_path / "report.pdf").pages]
    everything = " ".join("\n".join(pages).split())
    expected = (
        "Rapport Citoyens-Police", "1er mars 2025", "Table des matières", "Clé de compréhension", "un point",
        "Personnel et recrutement", "Recommandations", "formulation non officielle", "Texte à vérifier dans la source",
        "Second Wave (terminée)", "Demandes traitées", "+117,7", "Photo : PolBru", "gemeenschapswacht",
        "Signalements par an", "Étiquette",
    )  # fmt: skip
    assert [words for words in expected if words not in everything] == []
    assert [page for page in pages if not page.strip()] == []
