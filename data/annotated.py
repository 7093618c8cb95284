"""Reads annotated articles (gold): what an extractor should find, as `data/gold/README.md` describes it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extractors.errors import ArticleError
from extractors.records import Article, Bound, Indicator, Measure, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

GOLD_FOLDER = Path(__file__).parent / "gold"


class GoldObservation(BaseModel):
    """One annotated observation; `extractors/README.md` says what each field means."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    indicator: Indicator
    measure: Measure
    value: Annotated[float, Field(allow_inf_nan=False)]
    value_max: float | None = None
    unit: str
    bound: Bound = "exact"
    reporter: str
    partner: str
    product: str | None = None
    period: str | None = None
    status: Status = "actual"
    speaker: str | None = None
    quote: str = ""


@dataclass(frozen=True)
class GoldArticle:
    """An annotated article: `lang` is what the annotator says, the article itself carries none, so it is detected."""

    article: Article
    lang: str
    observations: tuple[GoldObservation, ...]


def gold_files(folder: Path = GOLD_FOLDER) -> list[Path]:
    """Return the annotated files of a folder, in a fixed order."""
    return sorted(folder.glob("*.jsonl"))


def load_gold(paths: Iterable[Path]) -> list[GoldArticle]:
    """Read annotated articles; a line that does not fit the guide is an ArticleError with file and line."""
    return [
        _gold_article(line, f"{path}:{number}")
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if line.strip()
    ]


def _gold_article(line: str, where: str) -> GoldArticle:
    remedy = "annotated articles follow data/gold/README.md; correct this line"
    try:
        record = json.loads(line)
        article = Article(**{key: record[key] for key in ("id", "published", "title", "text")})
        observations = tuple(GoldObservation.model_validate(entry) for entry in record["observations"])
        return GoldArticle(article, record["lang"], observations)
    except (ValueError, KeyError, TypeError, ValidationError) as error:
        raise ArticleError(where, f"not an annotated article ({error})".replace("\n", " "), remedy) from error


def digest(paths: Iterable[Path]) -> str:
    """Return a fingerprint of the annotated files: any change of a text or an annotation changes it."""
    fingerprint = blake2b(digest_size=16)
    for path in sorted(paths, key=lambda entry: entry.name):
        fingerprint.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return fingerprint.hexdigest()
