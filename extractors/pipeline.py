"""The stages in order: article -> sentences -> mentions -> tapes -> observations. Only this file calls them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from extractors.languages.detect import detect_language
from extractors.languages.pack import load
from extractors.languages.spelling import respelt
from extractors.mentions.cues import find_cues
from extractors.mentions.lexicon import Reading, read
from extractors.mentions.periods import find_periods
from extractors.mentions.places import find_places
from extractors.mentions.quantities import find_quantities
from extractors.mentions.speakers import find_speakers
from extractors.observations import tape as tapes_of
from extractors.observations.assemble import assemble
from extractors.observations.context import gather
from extractors.observations.finish import observation, rejection
from extractors.records import Article, Evidence, Extraction, FieldName, Mention, Observation, Rejected
from extractors.text.sentences import Sentence, split
from extractors.text.tidy import Tidy, tidy

if TYPE_CHECKING:
    from datetime import date

    from extractors.languages.pack import Pack
    from extractors.observations.tape import Tape

Found = TypeVar("Found", Observation, Rejected)


def find_mentions(article: Article) -> list[Mention]:
    """Return all mentions of an article, title first, in order of position."""
    fields = _tidied(article)
    pack = load(article.lang or detect_language(" ".join(field.text for field in fields.values())))
    found: list[Mention] = []
    for reading in _readings(fields, pack):
        found += _mentions(reading, article.published, _sentences(reading), find_quantities(reading))
    if not any(field.starts for field in fields.values()):
        return found
    spans = [fields[mention.field].span(mention.start, mention.end) for mention in found]
    return [replace(mention, start=start, end=end) for mention, (start, end) in zip(found, spans, strict=True)]


def extract(article: Article) -> Extraction:
    """Return the observations of an article and the quantities that were seen and not used.

    Args:
        article: The article; its language is detected where it names none.

    Returns:
        The extraction: observations in order of the text, rejected quantities with their reasons.
    """
    fields = _tidied(article)
    lang = article.lang or detect_language(" ".join(field.text for field in fields.values()))
    pack = load(lang)
    readings = _readings(fields, pack)
    quantities = [find_quantities(reading) for reading in readings]
    nothing = Extraction(article_id=article.id, lang=lang, observations=(), rejected=())
    if not any(quantities):
        return nothing  # one article of raw news in four
    tapes: list[Tape] = []
    lead = 0
    for reading, numbers in zip(readings, quantities, strict=True):
        sentences = _sentences(reading)
        mentions = _mentions(reading, article.published, sentences, numbers)
        if reading.name == "text" and sentences:
            lead = sentences[0].end
        for sentence in sentences:
            tape = tapes_of.build(reading, sentence, mentions, tapes[-1] if tapes else None)
            tapes.append(tape)
    if not any(tape.quantities for tape in tapes):
        return nothing  # one more in four: days, years, counts of what nobody trades
    context = gather(tapes, article.published, lead, pack.tables["language"].get("home"))
    made, refused = assemble(tapes, context)
    return Extraction(
        article_id=article.id,
        lang=lang,
        observations=tuple(_placed(observation(draft, article, lang), article, fields) for draft in made),
        rejected=tuple(_placed(rejection(draft), article, fields) for draft in refused),
    )


def _tidied(article: Article) -> dict[FieldName, Tidy]:
    return {"title": tidy(article.title), "text": tidy(article.text)}


def _placed(record: Found, article: Article, fields: dict[FieldName, Tidy]) -> Found:
    """Return a record of the tidy text with the offsets and the quote of the text as it came."""
    start, end = fields[record.field].span(record.start, record.end)
    changes: dict[str, object] = {"quote": getattr(article, record.field)[start:end]}
    if any(field.starts for field in fields.values()):
        changes |= {"start": start, "end": end}
        if isinstance(record, Observation):
            changes["evidence"] = tuple(_moved(item, fields) for item in record.evidence)
    elif changes["quote"] == record.quote:
        return record
    return record.model_copy(update=changes)


def _moved(item: Evidence, fields: dict[FieldName, Tidy]) -> Evidence:
    if item.field is None or item.start is None or item.end is None:
        return item
    start, end = fields[item.field].span(item.start, item.end)
    return item.model_copy(update={"start": start, "end": end})


def _readings(fields: dict[FieldName, Tidy], pack: Pack) -> list[Reading]:
    texts = respelt([field.text for field in fields.values()], pack)
    return [read(name, text, pack) for name, text in zip(fields, texts, strict=True) if text]


def _sentences(reading: Reading) -> list[Sentence]:
    return split(reading.text, reading.folded, reading.pack.abbreviations, reading.pack.units)


def _is_inside(share: Mention, periods: list[Mention], starts: list[int]) -> bool:
    """Whether a share in words is a part of a year: "the first half of 2025". The periods are in order."""
    before = bisect_right(starts, share.start) - 1
    return before >= 0 and share.start < periods[before].end


def _mentions(reading: Reading, published: date, sentences: list[Sentence], quantities: list[Mention]) -> list[Mention]:
    periods = find_periods(reading, published)
    starts = [period.start for period in periods]
    mentions = [m for m in quantities if m.kind != "percent" or not _is_inside(m, periods, starts)] + periods
    places = find_places(reading)
    mentions += places
    mentions += find_cues(reading)
    mentions += find_speakers(reading, sentences, periods + [p for p in places if p.value.form != "leader"])  # type: ignore[attr-defined]
    mentions.sort(key=lambda m: (m.start, -m.end))
    return mentions
