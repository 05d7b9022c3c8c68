"""Exports: JSONL comes back as it was, the HTML page holds text only, replay keeps the pace."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.export import ImportFailed, jsonl, read_jsonl
from agent.export_html import page
from agent.replay import pauses
from agent.trace import Trace
from tests.agent.making import trace

TEXT = st.text(st.characters(codec="utf-8"))
TAGS = set(
    "html head meta title style body h1 h2 h3 p strong span table tr th td a article section ol li details summary dl"
    " dt dd".split()
)
ATTACKS = (
    "<script>alert(1)</script>",
    "</span><script src=https://example.org/x.js></script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</style><script>1</script>",
    "</title><iframe src=javascript:alert(1)>",
    "<!-- <!DOCTYPE x> ]]> &lt;script&gt; &#60;script&#62;",
    "\x00\x1b]52;c;AAAA\x07\u202egnp.exe",
)


class Page(HTMLParser):
    """What a browser would make of a page, read by a parser that the exporter does not know."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.said: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def hostile(text: str) -> Trace:
    return trace(1, question=text, thought=text, answer=text, policy=text)


def check(made: str) -> Page:
    read = Page(made)
    assert set(read.tags) <= TAGS
    assert {name for name, _ in read.attributes} <= {
        "lang", "charset", "http-equiv", "content", "name", "class", "id", "dir", "open", "href",
    }  # fmt: skip
    assert all(value.startswith("#t") for name, value in read.attributes if name == "href")
    return read


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_a_trace_says_is_text(attack: str) -> None:
    read = check(page([hostile(attack), hostile(attack)], title=attack))
    if attack.isprintable():
        assert read.said.count(attack) >= 8  # title twice, contents, question, thought, answer, settings
    assert not any(c in made for made in read.said for c in "\x00\x1b\x07\u202e")


@given(TEXT)
def test_any_text_stays_text(text: str) -> None:
    plain = Page(page([trace(1)]))
    assert check(page([hostile(text)])).tags == plain.tags


def test_the_page_loads_nothing_and_forbids_scripts() -> None:
    made = page([trace(1), trace(2)])
    assert "default-src 'none'" in made
    for word in ("<script", "http:", "https:", "@import", "url(", "src="):
        assert word not in made


def test_the_page_tells_the_whole_story() -> None:
    told = " ".join(Page(page([trace(1, thought="Take away.")])).said)
    for words in (
        "What is 48 - 29?",
        "Take away.",
        "48 - 29",
        "19",
        "verified",
        "recomputation",
        "again",
        "max_tokens",
    ):
        assert words in told


def test_jsonl_comes_back(tmp_path: Path) -> None:
    traces = [trace(1, question="a\u2028b\nc\x85"), trace(2)]
    lines = list(jsonl(traces))
    assert list(read_jsonl("\n".join(lines).splitlines())) == traces


@pytest.mark.parametrize("bad", ["{", "[]", "1", '{"events": []}', '{"trace": 3}', "[" * 100_000])
def test_a_line_that_holds_no_trace_is_named(bad: str) -> None:
    with pytest.raises(ImportFailed, match=r"mine\.jsonl, line 2"):
        list(read_jsonl([trace(1).to_json(), bad], "mine.jsonl"))


def test_pauses_are_those_of_the_run() -> None:
    made = trace(1)
    timed = [e if e.type == "result" else e.model_copy(update={"at": 0.05 * i}) for i, e in enumerate(made.events)]
    waits = pauses(Trace(events=tuple(timed)))
    assert waits[:3] == pytest.approx([0.0, 0.05, 0.05]) and sum(waits) == pytest.approx(0.5)


def test_speed_divides_the_pauses() -> None:
    assert sum(pauses(trace(1), 4.0)) == pytest.approx(0.5 / 4)
    assert set(pauses(trace(1), float("inf"))) == {0.0}


def test_a_trace_without_times_spreads_what_it_took_over_its_steps() -> None:
    old = Trace.from_json((Path(__file__).parent / "traces" / "version1.json").read_bytes())
    waits = pauses(old)
    assert sum(waits) == pytest.approx(old.result.seconds) and sum(wait > 0 for wait in waits) > 5
