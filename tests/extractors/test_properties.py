"""What holds for the whole extraction of any article, in every language there is a pack for.

The articles are the annotated ones, and texts put together at random from the sentences of the packs' cases.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors import Article, extract, find_mentions
from extractors.languages.pack import Entry, languages, load
from extractors.mentions.lexicon import read
from extractors.records import Mention, Observation, Quantity
from extractors.reference.countries import is_country, is_group

ROOT = Path(__file__).parents[2]
CODES = languages()
PACKS = ROOT / "extractors" / "languages"
BRIEF = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@cache
def gold() -> list[Article]:
    """Return the annotated articles, with their language."""
    fields = ("id", "lang", "published", "title", "text")
    lines = [line for path in sorted((ROOT / "data" / "gold").glob("*.jsonl")) for line in path.open(encoding="utf-8")]
    return [Article(**{name: record[name] for name in fields}) for record in map(json.loads, lines)]


@cache
def sentences(code: str) -> list[str]:
    """Return the sentences of a pack's cases."""
    cases = tomllib.loads((PACKS / code / "cases.toml").read_text(encoding="utf-8"))["case"]
    return [case["text"] for case in cases]


@cache
def forms(code: str) -> list[str]:
    """Return words of a pack, and what stands between words, to put noise together from."""
    words = sorted(load(code).forms)
    picked = random.Random(len(words)).sample(words, 400)
    return [*picked, *"0123456789.,;:!?-–—'’\"“”«»()[]%$€₽₼/\n\r\t\u00a0\u00ad\u0307", " ", " ", "2024", "3,5", "1.254"]


def article(code: str, text: str, title: str = "") -> Article:
    return Article(id="any", lang=code, published="2025-11-20", title=title, text=text)


def said(observation: Observation) -> tuple[Any, ...]:
    """Return what an observation says, without where; spaces and quotes as any keyboard types them."""
    found = observation.model_dump(exclude={"article_id", "start", "end", "evidence", "rules", "confidence"})
    return tuple(_typed(value) if isinstance(value, str) else value for value in found.values())


def _typed(written: str) -> str:
    return re.sub(r"\s+", " ", written.translate(str.maketrans("’“”«»", '\'""""', "\u00ad\u200b\ufeff")))


def changed(before: Article, after: Article) -> list[tuple[Any, ...]]:
    """Return what only one of two articles says."""
    first, second = ([said(o) for o in extract(a).observations] for a in (before, after))
    return [item for item in first + second if first.count(item) != second.count(item)]


def check_slices(any_article: Article) -> None:
    extraction = extract(any_article)
    for record in (*extraction.observations, *extraction.rejected):
        whole = getattr(any_article, record.field)
        assert 0 <= record.start < record.end <= len(whole)
        assert record.quote == whole[record.start : record.end]
    for observation in extraction.observations:
        for item in observation.evidence:
            if item.field is not None and item.start is not None and item.end is not None:
                assert 0 <= item.start <= item.end <= len(getattr(any_article, item.field))


# ---- quotes and offsets


@pytest.mark.parametrize("any_article", gold(), ids=lambda a: a.id)
def test_a_quote_is_the_slice_at_its_offsets(any_article: Article) -> None:
    check_slices(any_article)


@pytest.mark.parametrize("code", CODES)
@given(data=st.data())
@BRIEF
def test_no_text_raises_and_quotes_stay_slices(code: str, data: st.DataObject) -> None:
    noise = st.lists(st.sampled_from(forms(code)), max_size=60).map(lambda parts: " ".join(parts).replace(" .", "."))
    text = data.draw(
        noise | st.text(max_size=300) | st.lists(st.sampled_from(sentences(code)), max_size=6).map(" ".join)
    )
    title = data.draw(st.text(max_size=40) | st.sampled_from(sentences(code)))
    check_slices(article(code, text, title))


# ---- nothing is dropped in silence


def fates(any_article: Article) -> list[tuple[Mention, int]]:
    """Return each quantity that is a figure, with how many records carry it."""
    extraction, mentions = extract(any_article), find_mentions(any_article)
    records = [(r.field, r.start, r.end) for r in (*extraction.observations, *extraction.rejected)]
    dates = [m for m in mentions if m.kind == "period"]
    return [
        (mention, records.count((mention.field, mention.start, mention.end)))
        for mention in mentions
        if isinstance(mention.value, Quantity)
        and mention.kind != "number"  # "two countries", a house number: no figure at all
        and not any(d.field == mention.field and d.start < mention.end and mention.start < d.end for d in dates)
    ]


@pytest.mark.parametrize("any_article", gold(), ids=lambda a: a.id)
def test_no_quantity_is_an_observation_and_rejected_too(any_article: Article) -> None:
    assert [mention for mention, records in fates(any_article) if records > 1] == []


@pytest.mark.parametrize("any_article", gold(), ids=lambda a: a.id)
def test_a_quantity_that_no_record_carries_was_said_before(any_article: Article) -> None:
    observed = extract(any_article).observations
    for mention, records in fates(any_article):
        if not records:
            assert any(o.unit in (mention.value.unit, "count", "ratio") for o in observed), mention


def test_every_quantity_is_in_exactly_one_record() -> None:
    lost = {a.id: [m for m, records in fates(a) if records != 1] for a in gold()}
    assert not any(lost.values())


# ---- what changes nothing


@cache
def plain_sentences(code: str) -> list[str]:
    """Return real sentences that hold neither a figure nor a place nor a speaker, nor a word like "this"."""
    found = []
    for any_article in gold():
        if any_article.lang != code:
            continue
        for sentence in re.split(r"(?<=[.!?])\s+", any_article.text):
            kinds = {m.kind for m in find_mentions(article(code, sentence))} - {"cue", "product", "indicator"}
            if not kinds and not re.search(r"\d", sentence) and sentence.strip():
                found.append(sentence)
    return found or ["Xyz."]


@pytest.mark.parametrize("any_article", gold(), ids=lambda a: a.id)
def test_a_paragraph_without_figures_at_the_end_changes_nothing(any_article: Article) -> None:
    for sentence in plain_sentences(str(any_article.lang))[:8]:
        longer = any_article.model_copy(update={"text": f"{any_article.text}\n\n{sentence}"})
        assert changed(any_article, longer) == [], sentence


def _curly(text: str) -> str:
    opened = iter("“”" * text.count('"'))
    return re.sub('"', lambda _: next(opened), text).replace("'", "’")


VARIANTS: dict[str, Callable[[str], str]] = {
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "thin spaces": lambda text: text.replace(" ", "\u2009"),
    "tabs": lambda text: text.replace(" ", "\t"),
    "two spaces": lambda text: text.replace(" ", "  "),
    "spaces around": lambda text: f"  {text} \n",
    "one line break": lambda text: re.sub(r"\n+", "\n", text),
    "three line breaks": lambda text: re.sub(r"\n+", "\n\n\n", text),
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
    "curly quotes": _curly,
    "straight quotes": lambda text: re.sub("[“”«»]", '"', text).replace("’", "'"),
    "soft hyphens": lambda text: re.sub(r"([^\W\d_]{3})([^\W\d_]{3})", "\\1\u00ad\\2", text),
    "zero-width spaces": lambda text: text.replace(" ", "\u200b "),
    "byte order mark": lambda text: f"\ufeff{text}",
}


@pytest.mark.parametrize("name", VARIANTS)
def test_how_it_is_typed_changes_nothing_but_offsets(name: str) -> None:
    typed = VARIANTS[name]
    wrong = {}
    for any_article in gold():
        other = any_article.model_copy(update={"title": typed(any_article.title), "text": typed(any_article.text)})
        if difference := changed(any_article, other):
            wrong[any_article.id] = difference
        check_slices(other)
    assert wrong == {}


# ---- another country

# money whose word says the country only together with the country of the text ("pounds") changes with it
PLAIN_UNITS = {"USD", "EUR", "percent", "ratio", "count", "tonne", "m3", "barrel"}
PLACES = {"place", "adjective", "people", "capital", "region", "leader"}
# a year that does not begin in January
FISCAL = re.compile(r"\d{4}-(?!01)\d\d/\d{4}-(?!12)\d\d")


@cache
def countries(code: str) -> dict[str, Entry]:
    """Return the forms of one word that name one country of today and nothing else."""
    pack = load(code)
    return {
        form: entries[0]
        for form, entries in pack.forms.items()
        if len(entries) == 1
        and entries[0].kind == "place"
        and is_country(entries[0].key)
        and entries[0].key != pack.tables["language"].get("home")
        and form.isalpha()
        and len(form) > 4
    }


def swapped(code: str, text: str, chance: random.Random) -> tuple[str, str, str] | None:
    """Return the text with one country in another's place, and the codes of the two; None where none fits.

    A leader would contradict the new country, a group may have it as a member, and fiscal years are a country's own.
    """
    reading = read("text", text, load(code))
    if re.search(r"\d{4}[-–/]\d\d\b|\bFY ?\d\d|fiscal", text) or any(hit.get("leader") for hit in reading.hits):
        return None
    if any(entry.kind == "place" and is_group(entry.key) for hit in reading.hits for entry in hit.entries):
        return None
    named = [entry.key for hit in reading.hits for entry in hit.entries if entry.kind in PLACES]
    fitting = [
        (hit, old)
        for hit in reading.hits
        if (old := countries(code).get(reading.folded[hit.start : hit.end])) is not None and named.count(old.key) == 1
    ]
    if not fitting:
        return None
    hit, old = chance.choice(fitting)
    others = [
        (form, new)
        for form, new in countries(code).items()
        if (new.tail, new.case) == (old.tail, old.case) and new.key not in named
    ]
    if not others:
        return None
    form, new = chance.choice(others)
    swap = text[: hit.start] + form.capitalize() + text[hit.end :]
    read_as = {e.key for h in read("text", swap, load(code)).hits if h.start == hit.start for e in h.entries}
    if read_as - {new.key}:
        return None  # "Nijer" with the ending of "İtalyaya" typed on to it reads "Nijerya"
    return swap, old.key, new.key


def about(observation: Observation, codes: dict[str, str]) -> tuple[str, ...]:
    """Return what an observation says, its countries renamed; who is first counts where there is a direction."""
    names = ("indicator", "measure", "value", "value_max", "unit", "bound", "product", "period", "status")
    sides = [codes.get(side, side) for side in (observation.reporter, observation.partner)]
    if observation.indicator not in ("exports", "imports", "remittances", "financing"):
        sides.sort()
    return (*(str(getattr(observation, name)) for name in names), *sides)


@pytest.mark.parametrize("code", CODES)
def test_another_country_changes_the_code_and_nothing_else(code: str) -> None:
    chance = random.Random(3)
    tried, wrong = 0, []
    for sentence in sentences(code):
        swap = swapped(code, sentence, chance)
        observed = extract(article(code, sentence)).observations
        if swap is None or not observed or any(o.unit not in PLAIN_UNITS for o in observed):
            continue
        if any(FISCAL.match(o.period or "") for o in observed):
            continue  # a fiscal year begins in another month elsewhere
        text, old, new = swap
        after = sorted(about(o, {}) for o in extract(article(code, text)).observations)
        tried += 1
        if after != sorted(about(o, {old: new}) for o in observed):
            wrong.append((sentence, text, after))
    assert tried > 25
    assert wrong == []


# ---- the same again


def test_the_same_article_twice_gives_the_same() -> None:
    for any_article in gold():
        assert extract(any_article) == extract(any_article)


def test_the_result_does_not_hang_on_the_order_of_hashes() -> None:
    code = (
        "import sys\nfrom tests.extractors.test_properties import gold\nfrom extractors import extract\n"
        "print(*(extract(article).model_dump_json() for article in gold()[::4]), sep='\\n')"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1
    assert printed.pop().count("\n") > 10


# ---- time


def _seconds(any_article: Article) -> float:
    best = 99.0
    for _ in range(3):
        began = time.process_time()
        extract(any_article)
        best = min(best, time.process_time() - began)
    return best


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("joint", [" ", "\n"], ids=["one paragraph", "many paragraphs"])
def test_time_grows_linearly_with_the_number_of_sentences(code: str, joint: str) -> None:
    some = joint.join(random.Random(7).sample(sentences(code), 40))
    short, long = (article(code, joint.join([some] * times)) for times in (1, 8))
    few, many = _seconds(short), _seconds(long)
    assert many < 8 * 2.5 * few + 0.05, (few, many)


@pytest.mark.parametrize("code", CODES)
def test_time_grows_linearly_within_one_endless_sentence(code: str) -> None:
    clauses = [re.sub(r"[.!?]", "", sentence) for sentence in random.Random(7).sample(sentences(code), 20)]
    some = ", ".join(clauses)
    short, long = (article(code, ", ".join([some] * times)) for times in (1, 8))
    few, many = _seconds(short), _seconds(long)
    assert many < 8 * 2.5 * few + 0.05, (few, many)


@pytest.mark.slow
def test_time_grows_linearly_with_long_texts() -> None:
    code = next(code for code in CODES if not load(code).tables["language"].get("verb_last"))
    some = " ".join(sentences(code)[:60])
    short, long = (article(code, "\n".join([some] * times)) for times in (4, 32))
    few, many = _seconds(short), _seconds(long)
    assert many < 8 * 2.5 * few + 0.05, (few, many)
