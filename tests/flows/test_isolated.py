"""Documents that are no text are read in another process: what they do to it, they do to nothing else."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from flows.steps.formats import isolated
from flows.steps.formats.child import serve
from flows.steps.formats.isolated import read_isolated
from tests.support import run, select
from transforms.formats.reading import Unreadable
from transforms.formats.registry import LIMITS, PDF, format_of
from warehouse.layout import Home

FOLDER = Path(__file__).parents[1] / "goldens" / "formats" / "pdf"
REPORT = (FOLDER / "report_running_lines.pdf").read_bytes()


def test_a_document_is_read_there_as_here_and_the_process_kept() -> None:
    isolated.close_all()
    assert read_isolated(PDF, REPORT) == PDF.read(REPORT, LIMITS)
    (child,) = isolated._idle
    assert read_isolated(PDF, REPORT, look=True).title == "临溪经济技术开发区2023年发展公报"
    assert isolated._idle == [child]


def test_a_crash_refuses_that_document_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    isolated.close_all()
    crashing = isolated._Child(LIMITS.memory_mb)
    isolated._idle.append(crashing)
    original = crashing.ask

    def ask(request: dict[str, object], content: bytes, seconds: float) -> dict[str, object] | None:
        crashing.process.kill()
        crashing.process.wait()
        return original(request, content, seconds)

    monkeypatch.setattr(crashing, "ask", ask)
    with pytest.raises(Unreadable, match="crash"):
        read_isolated(PDF, REPORT)
    assert read_isolated(PDF, REPORT).pages


def test_one_without_end_is_stopped() -> None:
    with pytest.raises(Unreadable, match="took more than"):
        read_isolated(PDF, REPORT, seconds=0.001)


def test_the_process_answers_what_it_cannot_read() -> None:
    answers = io.BytesIO()
    serve(
        io.BytesIO(
            b'{"media_type": "application/pdf", "look": false, "size": 8, "limits": {}}\n%PDF-1.7{"media_type": "x/y", "look": true, "size": 0, "limits": {}}\n'
        ),
        answers,
    )
    first, second = answers.getvalue().splitlines()
    assert b"broken" in first
    assert b"no format" in second


def test_formats_are_told_by_their_bytes() -> None:
    assert format_of(REPORT) is PDF
    assert format_of(b"\r\n" + REPORT) is PDF
    assert format_of("临溪经开区发布%PDF-1.4格式的公报。".encode()) is None


def test_a_run_takes_in_a_pdf_and_refuses_the_broken_one(tmp_path: Path) -> None:
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "report.pdf").write_bytes(REPORT)
    (folder / "broken.pdf").write_bytes(REPORT[:300])
    home = Home(tmp_path / "home")
    run(home, folder)
    assert select(home, "SELECT DISTINCT page FROM v_observation ORDER BY 1") == [(1,), (2,)]
    assert select(home, "SELECT title, media_type FROM document") == [("临溪经济技术开发区2023年发展公报", "application/pdf")]
    assert select(home, "SELECT count(*) > 10 FROM document_page p JOIN document d USING (document_key) WHERE p.end_offset <= length(d.text)") == [(True,)]
    assert select(home, "SELECT reason FROM rejected") == [("the PDF is broken: it cannot be opened",)]
