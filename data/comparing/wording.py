"""The sentence of a finding in every language that has a file in `data/findings/`.

The files hold templates and names; this module only fills them. Nothing here bends words: the templates are written
so that names and numbers stand in their plain form.
"""

from __future__ import annotations

import string
import tomllib
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.errors import PackError
from extractors.reference.countries import load as economies

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data.comparing.findings import ClaimRef, Finding, ImpliedValue

_FOLDER = Path(__file__).parent.parent / "findings"
# A sentence names this many claims; the others are counted.
_NAMED = 4
_DIGITS = 4
_GROUPED_BELOW = Decimal(1_000_000)
_SIGNED = "trade_balance"
_OPEN = ("above", "below")


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """Return the languages that have sentences: the names of the files."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


@lru_cache(maxsize=16)
def _words(language: str) -> Mapping[str, Any]:
    path = _FOLDER / f"{language}.toml"
    if not path.is_file():
        raise PackError(f"language {language!r}", "has no sentences", f"choose one of {', '.join(languages())}")
    words: Mapping[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return words


def sentence(finding: Finding, language: str) -> str:
    """Return the sentence of a finding: what it is about, who said what, and what follows."""
    words = _words(language)
    templates = words["class"]
    named = f"{finding.kind}-{finding.variant}".rstrip("-")
    template = templates.get(f"{named}-{_special(finding)}") or templates.get(named) or templates.get(finding.kind)
    if template is None:
        raise PackError(f"findings/{language}.toml", f"no sentence for {finding.kind!r}", "add it under [class]")
    facts = _Facts(finding, words, language)
    names = {name for _, name, _, _ in string.Formatter().parse(template) if name}
    filled = str(template).format_map({name: facts[name] for name in names})
    return filled.replace("..", ".")  # a unit that ends in a point before the point of the sentence


def _special(finding: Finding) -> str:
    """Return what sets the sentence apart: nothing to hold the goal against, a goal below what is, a gap of nothing."""
    if finding.kind == "target":
        distance = finding.facts.get("distance")
        return "bare" if distance is None else "above" if distance <= 0 else ""
    return "bare" if finding.kind == "growth_mismatch" and not finding.size else ""


class _Facts:
    """What a template may name, worked out when it is asked for."""

    def __init__(self, finding: Finding, words: Mapping[str, Any], language: str) -> None:
        self.finding = finding
        self.words = words
        self.language = language

    def __getitem__(self, name: str) -> str:
        maker = getattr(self, f"_{name}", None)
        if maker is None:
            raise PackError(
                f"findings/{self.language}.toml", f"{{{name}}} is not known", "use a name of data/comparing/wording.py"
            )
        return str(maker())

    def _head(self) -> str:
        """What it is about: pair, indicator, product, period."""
        finding, words = self.finding, self.words
        one, two = place_name(finding.reporter, self.language), place_name(finding.partner, self.language)
        undirected = finding.indicator in words["undirected"]
        parts = [words["pair" if undirected else "direction"].format(one=one, two=two)]
        indicator = words["indicator"].get(finding.indicator, finding.indicator)
        if finding.measure != "level":
            indicator = words["growth_of"].format(indicator=indicator)
        parts.append(f"{indicator} ({finding.product})" if finding.product else indicator)
        if finding.period:
            parts.append(period_name(finding.period, words))
        return ", ".join(parts)

    def _claims(self) -> str:
        """Who said what and when; of many, the outermost."""
        text, article = self._listed(list(self.finding.claims)), str(self.words["article"])
        return text[0].upper() + text[1:] if text.startswith(article) else text

    def _stated(self) -> str:
        """The claims that the implied value contradicts."""
        ids = set(self.finding.facts.get("stated", ()))
        return self._listed([claim for claim in self.finding.claims if claim.claim_id in ids])

    def _basis(self) -> str:
        """The claims from which the implied value follows."""
        ids = {name for value in self.finding.implied for name in value.basis}
        return self._listed([claim for claim in self.finding.claims if claim.claim_id in ids], with_about=True)

    def _growth(self) -> str:
        """The claims that state the growth."""
        ids = set(self.finding.facts.get("growth", ()))
        return self._listed([claim for claim in self.finding.claims if claim.claim_id in ids])

    def _levels(self) -> str:
        """The claims that state the levels."""
        ids = set(self.finding.facts.get("growth", ()))
        return self._listed([claim for claim in self.finding.claims if claim.claim_id not in ids], with_about=True)

    def _listed(self, claims: list[ClaimRef], with_about: bool = False) -> str:
        shown = claims
        if len(claims) > _NAMED:
            by_value = sorted(claims, key=lambda one: (one.value, one.published, one.claim_id))
            outer = {one.claim_id for one in (*by_value[: _NAMED // 2], *by_value[-(_NAMED // 2) :])}
            shown = [one for one in claims if one.claim_id in outer]
        text = "; ".join(claim_text(one, self.words, with_about, self._is_turned(one)) for one in shown)
        rest = len(claims) - len(shown)
        return text + (self.words["more"].format(count=rest) if rest else "")

    def _is_turned(self, claim: ClaimRef) -> bool:
        """Whether the claim gives the balance of the other side than the sentence."""
        return (claim.indicator, claim.measure) == (_SIGNED, "level") and claim.reporter == self.finding.partner

    def _implied(self) -> str:
        return "; ".join(implied_text(value, self.words) for value in self.finding.implied[:2])

    def _gap(self) -> str:
        """The size: points for percent, else percent of the larger."""
        size = Decimal(repr(self.finding.size)) * 100
        points = self.finding.unit == "percent"
        number = number_text(size, self.words, digits=2 if size < 10 else 3)
        return str(self.words["points" if points else "percent"].format(value=number))

    def _fact(self, name: str) -> Any:
        return self.finding.facts.get(name)

    def _target(self) -> str:
        bound, most = self._fact("target_bound"), self._fact("target_max")
        return amount_text(self._fact("target"), self.finding.unit, self.words, bound or "exact", most)

    def _aim(self) -> str:
        return str(self.words["aim"][self._fact("goal")])

    def _setter(self) -> str:
        names = self._fact("setters") or ()
        return ", ".join(names[:3]) if names else str(self.words["unnamed"])

    def _set_on(self) -> str:
        return day_text(self._fact("first_said"), self.words)

    def _due(self) -> str:
        due = self._fact("due")
        return str(self.words["by"].format(due=period_name(due, self.words)) if due else self.words["no_due"])

    def _outcome(self) -> str:
        value = self._fact("outcome")
        if value is None:
            return str(self.words["no_outcome"])
        text = amount_text(value, self.finding.unit, self.words, str(self._fact("outcome_bound") or "exact"))
        return f"{text} ({period_name(str(self._fact('outcome_period')), self.words)})"

    def _distance(self) -> str:
        value = self._fact("distance")
        return (
            amount_text(abs(value), self.finding.unit, self.words)
            if value is not None
            else str(self.words["no_outcome"])
        )

    def _needed(self) -> str:
        needed = self._fact("needed_growth")
        if needed is None:
            return ""
        number = self.words["percent"].format(value=number_text(Decimal(repr(needed)), self.words, digits=3))
        return str(self.words["needed"].format(value=number))

    def _moved(self) -> str:
        """Earlier goals that this one replaces, and the later ones that replace it."""
        unit, no_date = self.finding.unit, self.words["no_date"]
        text = ""
        for name, words in (("moved_from", "moved"), ("moved_to", "moved_to")):
            listed = ", ".join(
                f"{amount_text(value, unit, self.words)} ({period_name(due, self.words) if due else no_date})"
                for value, due in self._fact(name) or ()
            )
            text += str(self.words[words].format(targets=listed)) if listed else ""
        return text

    def _band(self) -> str:
        return span_text(self._fact("band_low"), self._fact("band_high"), self.finding.unit, self.words)

    def _sides(self) -> str:
        sides = self._fact("agrees_with") or ()
        names = [f"{place_name(side, self.language)}, {valuation}" for side, valuation in sides]
        return str(self.words["agrees"].format(sides="; ".join(names))) if names else str(self.words["agrees_none"])


def claim_text(claim: ClaimRef, words: Mapping[str, Any], with_about: bool = False, turned: bool = False) -> str:
    """Return "Putin: 1,700 (2025-11-26)", with the indicator and period where the list mixes them.

    A balance that is `turned` is shown from the other side: what is a deficit there is a surplus here.
    """
    speaker = claim.speaker or f"{words['article']} {claim.outlet}".strip()
    sign = -1 if turned else 1
    widest = None if claim.value_max is None else sign * claim.value_max
    text = amount_text(sign * claim.value, claim.unit, words, claim.bound, widest, claim.measure)
    about = ""
    if with_about:
        indicator = words["indicator"].get(claim.indicator, claim.indicator)
        period = period_name(claim.period, words) if claim.period else words["no_period"]
        about = f"{indicator} {period}: "
    sources = f", {words['sources'].format(count=claim.n_sources)}" if claim.n_sources > 1 else ""
    return f"{speaker}: {about}{text} ({day_text(claim.published, words)}{sources})"


def implied_text(value: ImpliedValue, words: Mapping[str, Any]) -> str:
    """Return the band of an implied value, or its one known end."""
    low, high = value.low, value.high
    if low is None and high is None:
        return str(words["no_outcome"])
    if high is None or low is None:
        known = low if low is not None else high
        return amount_text(known, value.unit, words, "above" if high is None else "below")
    return span_text(low, high, value.unit, words)


def span_text(low: float, high: float, unit: str, words: Mapping[str, Any]) -> str:
    """Return "3.564-3.655 billion dollars": the unit once where both ends have the same."""
    digits = _DIGITS if unit != "percent" else _DIGITS - 1
    one, two = _one_amount(low, unit, words, digits), _one_amount(high, unit, words, digits)
    if one == two:
        return one
    left, _, tail = one.partition(" ")
    right, _, other = two.partition(" ")
    if unit != "percent" and tail and tail == other:
        return f"{left}-{right} {tail}" if low >= 0 else f"{left} … {right} {tail}"
    return f"{one} … {two}"


def amount_text(
    value: float | None,
    unit: str,
    words: Mapping[str, Any],
    bound: str = "exact",
    value_max: float | None = None,
    measure: str = "level",
) -> str:
    """Return a value with its unit and bound word: "more than 3.1 billion dollars".

    The bound of a fall or a deficit speaks of its size, so it is said of the size.
    """
    if value is None:
        return str(words["no_outcome"])
    if value < 0 and measure != "level" and bound in _OPEN:
        return str(words["fall"][bound].format(value=_one_amount(-value, unit, words)))
    if value < 0 and measure == "level":
        size = amount_text(-value, unit, words, bound, None if value_max is None else -value_max)
        return str(words["deficit"].format(value=size))
    text = _one_amount(value, unit, words)
    if value_max is not None:
        text = span_text(min(value, value_max), max(value, value_max), unit, words)
    if value > 0 and measure in {"change_pct", "change_abs"}:
        text = "+" + text
    return str(words["bound"].get(bound, "{value}").format(value=text))


def _one_amount(value: float, unit: str, words: Mapping[str, Any], digits: int = _DIGITS) -> str:
    number = Decimal(repr(value))
    if unit == "percent":
        sign = "-" if number < 0 else ""
        return sign + str(words["percent"].format(value=number_text(abs(number), words, digits)))
    name = words["unit"].get(unit, unit)
    return str(words["amount"].format(value=scaled_text(number, words), unit=name)).strip()


def scaled_text(number: Decimal, words: Mapping[str, Any]) -> str:
    """Return "4.1 billion"; below a million the number in full."""
    if abs(number) < _GROUPED_BELOW:
        return number_text(number, words)
    for power, name in sorted(((int(key), name) for key, name in words["scale"].items()), reverse=True):
        scale = Decimal(10) ** power
        if abs(number) >= scale:
            return f"{number_text(number / scale, words)} {name}"
    return number_text(number, words)


def number_text(number: Decimal, words: Mapping[str, Any], digits: int = _DIGITS) -> str:
    """Return the number with the language's marks, with at most `digits` digits where it has a fraction."""
    whole_digits = max(1, number.adjusted() + 1) if number else 1
    places = max(0, digits - whole_digits)
    plain = f"{number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    if plain.lstrip("-") == "0":
        plain = "0"
    return plain.replace(",", "\0").replace(".", words["decimal"]).replace("\0", words["group"])


def day_text(day: date | str | None, words: Mapping[str, Any]) -> str:
    """Return the day as the language writes it."""
    if day is None:
        return str(words["no_date"])
    return (date.fromisoformat(day) if isinstance(day, str) else day).strftime(words["day"])


def period_name(period: str, words: Mapping[str, Any]) -> str:
    """Return the period in words: "January-September 2025", "2023-2024"."""
    left, _, right = period.partition("/")
    one, two = left.split("-"), (right or left).split("-")
    months = words["months"]
    try:
        if len(one) == 3:
            return day_text(left, words) if not right else f"{day_text(left, words)} - {day_text(right, words)}"
        if len(one) == 1:
            return left if not right or left == right else f"{left}-{right}"
        start, end = months[int(one[1]) - 1], months[int(two[1]) - 1]
    except (ValueError, IndexError):
        return period
    if not right:
        return str(words["month"].format(month=start, year=one[0]))
    if one[0] != two[0]:
        return f"{words['month'].format(month=start, year=one[0])} - {words['month'].format(month=end, year=two[0])}"
    return str(words["month"].format(month=f"{start}-{end}", year=one[0]))


def place_name(code: str, language: str) -> str:
    """Return the name of a country or group in a language; the code itself where the table has none."""
    economy = economies().get(code)
    return code if economy is None else economy.names.get(language, code)
