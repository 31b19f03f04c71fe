"""XML that means harm, and XML that only looks odd."""

from __future__ import annotations

import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.sources.source_problems import OddAnswer
from indexer.sources.xml_tree import clean_text, parse_xml, value

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE m [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + "]><meeting>&a11;</meeting>"
)


@pytest.mark.parametrize(
    "text",
    [
        LAUGHS,
        '<!DOCTYPE m [<!ENTITY x SYSTEM "FILE">]><meeting>&x;</meeting>',
        '<!DOCTYPE m SYSTEM "FILE"><meeting/>',
        '<!DOCTYPE m [<!ENTITY % p SYSTEM "FILE"> %p;]><meeting/>',
        '<!DOCTYPE m PUBLIC "-//X//EN" "http://127.0.0.1:9/x.dtd"><meeting/>',
        '<!DOCTYPE m [<!ENTITY q "' + "q" * 50_000 + '">]><meeting>' + "&q;" * 5_000 + "</meeting>",
    ],
    ids=["laughs", "external", "dtd", "parameter", "remote dtd", "quadratic"],
)
def test_entities_and_outside_files_are_refused(text: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("root:x:0:0")
    tracemalloc.start()
    started = time.monotonic()
    with pytest.raises(OddAnswer, match="refused"):
        parse_xml(text.replace("FILE", secret.as_uri()).encode())
    assert time.monotonic() - started < 20
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()


def test_deep_and_endless_trees_are_refused() -> None:
    with pytest.raises(OddAnswer, match="more elements"):
        parse_xml(b"<a>" * 100_001)
    with pytest.raises(OddAnswer, match="more elements"):
        parse_xml(b"<a>" + b"<b/>" * 100_001 + b"</a>")


@pytest.mark.parametrize(
    "page",
    [
        b"<!DOCTYPE html><html><body><p>Off<br></body></html>",
        b"<html><head><title>Off</title></head><body/></html>",
        b"\r\n\r\n<HTML><BODY>Off</BODY></HTML>",
    ],
)
def test_a_web_page_is_told_as_one(page: bytes) -> None:
    with pytest.raises(OddAnswer, match="web page"):
        parse_xml(page)


def test_quirks_are_read() -> None:
    root = parse_xml(
        b'\r\n<?xml version="1.0" encoding="windows-1252"?>\r\n'
        b'<m:Meeting xmlns:m="http://tempuri.org/"><MeetingID> 12</MeetingID>'
        b"<title>Children &amp;amp; Young People\x92s &amp;lt;draft&amp;gt;</title>"
        b"<empty>\r\n</empty><bad>a\x0bb&#x1F;c</bad></m:Meeting>"
    )
    assert root.tag == "meeting"
    assert value(root, "meetingid") == "12"
    assert value(root, "title") == "Children & Young People’s <draft>"
    assert value(root, "empty") == ""
    assert value(root, "bad") == "abc"
    assert value(root, "absent") == ""


@given(st.binary(max_size=400))
def test_any_bytes_give_a_tree_or_an_odd_answer(data: bytes) -> None:
    for whole in (data, b"<meeting>" + data + b"</meeting>"):
        try:
            parse_xml(whole)
        except OddAnswer as exc:
            assert str(exc).endswith(".")  # noqa: PT017


@given(st.text(max_size=80))
def test_clean_text_is_one_line(text: str) -> None:
    cleaned = clean_text(text)
    assert cleaned == " ".join(cleaned.split())


def test_a_text_in_very_many_pieces_is_read_in_linear_time() -> None:
    def seconds(pieces: int) -> float:
        data = b"<a>" + b"&amp;" * pieces + b"</a>"
        started = time.process_time()
        assert parse_xml(data).text == "&" * pieces
        return time.process_time() - started

    seconds(1_000)
    # Quadratic, it would be 400 times as long.
    assert seconds(400_000) < 100 * max(seconds(20_000), 0.002)
