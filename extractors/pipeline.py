"""The stages in order: article -> sentences -> mentions -> tapes -> observations. Only this file calls them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.languages.detect import detect_language
from extractors.languages.pack import load
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
from extractors.records import Article, Extraction, Mention
from extractors.text.sentences import Sentence, split

if TYPE_CHECKING:
    from datetime import date

    from extractors.languages.pack import Pack
    from extractors.observations.tape import Tape


def find_mentions(article: Article) -> list[Mention]:
    """Return all mentions of an article, title first, in order of position."""
    pack = load(article.lang or detect_language(f"{article.title} {article.text}"))
    found: list[Mention] = []
    for reading in _readings(article, pack):
        found += _mentions(reading, article.published, _sentences(reading))
    return found


def extract(article: Article) -> Extraction:
    """Return the observations of an article and the quantities that were seen and not used.

    Args:
        article: The article; its language is detected where it names none.

    Returns:
        The extraction: observations in order of the text, rejected quantities with their reasons.
    """
    lang = article.lang or detect_language(f"{article.title} {article.text}")
    pack = load(lang)
    tapes: list[Tape] = []
    lead = 0
    for reading in _readings(article, pack):
        sentences = _sentences(reading)
        mentions = _mentions(reading, article.published, sentences)
        if reading.name == "text" and sentences:
            lead = sentences[0].end
        for sentence in sentences:
            tape = tapes_of.build(reading, sentence, mentions)
            tape.previous = tapes[-1] if tapes else None
            tapes.append(tape)
    context = gather(tapes, article.published, lead, pack.tables["language"].get("home"))
    made, refused = assemble(tapes, context)
    return Extraction(
        article_id=article.id,
        lang=lang,
        observations=tuple(observation(draft, article, lang) for draft in made),
        rejected=tuple(rejection(draft) for draft in refused),
    )


def _readings(article: Article, pack: Pack) -> list[Reading]:
    fields = (("title", article.title), ("text", article.text))
    return [read(name, text, pack) for name, text in fields if text]  # type: ignore[arg-type]


def _sentences(reading: Reading) -> list[Sentence]:
    return split(reading.text, reading.folded, reading.pack.abbreviations, reading.pack.units)


def _mentions(reading: Reading, published: date, sentences: list[Sentence]) -> list[Mention]:
    mentions = find_quantities(reading)
    periods = find_periods(reading, published)
    mentions += periods
    places = find_places(reading)
    mentions += places
    mentions += find_cues(reading)
    mentions += find_speakers(reading, sentences, periods + [p for p in places if p.value.form != "leader"])  # type: ignore[attr-defined]
    mentions.sort(key=lambda m: (m.start, -m.end))
    return mentions
