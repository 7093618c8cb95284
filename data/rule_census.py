"""Which rules there are and which of them never fire on the gold, so that a dead rule is seen.

Rule ids are made while texts are read, so the census is taken by reading: the rules that exist are those that fire on
the bundled sample and on the executed examples of the packs. What fires there and not on the gold is a rule that the
scores say nothing about.
"""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import extractors
from extractors.records import Article

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SAMPLE = Path(__file__).parent / "sample" / "articles.jsonl"
_PACKS = Path(extractors.__file__).parent / "languages"


def rules_fired(articles: Iterable[Article]) -> set[str]:
    """Return the ids of every rule that made a mention, a field of an observation or a refusal."""
    fired: set[str] = set()
    for article in articles:
        extraction = extractors.extract(article)
        fired.update(mention.rule for mention in extractors.find_mentions(article))
        fired.update(refusal.rule for refusal in extraction.rejected)
        for observation in extraction.observations:
            fired.update(observation.rules)
            fired.update(evidence.rule for evidence in observation.evidence)
    return fired


def silent_rules(articles: Iterable[Article]) -> list[str]:
    """Return the known rules that do not fire on these articles."""
    return sorted(rules_fired(_known_articles()) - rules_fired(articles))


def _known_articles() -> Iterator[Article]:
    for line in _SAMPLE.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        yield Article(**{key: record[key] for key in ("id", "published", "title", "text")})
    for path in sorted(_PACKS.glob("*/*cases*.toml")):
        for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8")).get("case", [])):
            if "text" in case:
                yield Article(
                    id=f"{path.parent.name}-{number}",
                    published=case.get("published", date(2025, 6, 30)),
                    text=case["text"],
                    lang=path.parent.name,
                )
