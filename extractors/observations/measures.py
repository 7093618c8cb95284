"""Measure and sign of a linked quantity: level, share or change, up or down."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from extractors.observations.comparisons import is_measured_too
from extractors.observations.gains import country_gain, gained_too, is_growth_of
from extractors.observations.naming import SHARES
from extractors.observations.parts import is_part
from extractors.observations.remainders import fell_to_part
from extractors.observations.shares import is_dealt, is_ranked, shares_verb, sinks_below, whole_behind
from extractors.observations.trends import direction, distance, falls_on, has_verb, is_apart, is_rate, nearest, off_base
from extractors.reference.indicators import specs

if TYPE_CHECKING:
    from extractors.observations.draft import Draft
    from extractors.records import Mention


# "a 25 percent rise, equivalent to"
_NOUN = 5


def measure(draft: Draft) -> None:
    """Set measure, value and unit; refuse a percentage that neither grows nor shares."""
    assert draft.spec is not None
    draft.value = draft.quantity.value
    kind = draft.mention.kind
    if kind == "percent":
        _percent(draft)
    elif kind == "ratio":
        _ratio(draft)
    else:
        _amount(draft)


def _percent(draft: Draft) -> None:
    """A percentage shares or grows; the first reading that fits decides."""
    assert draft.spec is not None
    if draft.spec.key == "settlement":
        draft.note("measure", "measure.any.settlement_share")
        return
    moved = draft.tape.cue(draft.mention.end, draft.right, "share.share") if draft.marker == "by" else []
    if moved and not draft.tape.verb_last and draft.tape.words(draft.mention.end, moved[0].start) == 0:
        draft.refuse("share", "how much a share moved")  # "сократить на 80 % долю поставок"
        return
    readings = (
        fell_to_part,
        _printed_sign,
        is_part,
        shares_verb,
        _named_share,
        _paid_part,
        _more_than,
        _change_cue,
        _as_settlement,
        _other_words,
        _share_beside,
        _of_total,
        _verb_behind,
        _elliptic,
        _dealt_growth,
        _announced,
    )
    if not any(reading(draft) for reading in readings):
        draft.refuse("percent_without_direction", "a percentage that neither grows nor shares")


def _printed_sign(draft: Draft) -> bool:
    if not draft.quantity.sign or draft.marker == "from":
        return False
    return _change(draft, draft.quantity.sign, "printed_sign", None)


def _named_share(draft: Draft) -> bool:
    share = nearest(draft, "share.")
    if share is not None and is_rate(draft.tape, share):
        return False  # "artış oranı yüzde 5"
    if share is not None and _paid_in(draft, share):
        return _as_settlement(draft)
    return _is_share(draft, nearest(draft, "change."), share) and _share(draft, share)


def _paid_in(draft: Draft, share: Mention) -> bool:
    """Whether currencies stand between the percentage and its verb: "yüzde 99'u ruble ve yuanla yapılıyor"."""
    end = draft.mention.end
    return any(m.value == "settlement" and end <= m.start < share.start for m in draft.tape.indicators)


def _paid_part(draft: Draft) -> bool:
    """A part of trade that is paid in a currency: "yüzde 70'inden fazlası ruble ile yapılıyor"."""
    paid = [m for m in draft.tape.indicators if m.value == "settlement" and m.start >= draft.mention.end]
    return draft.tape.verb_last and bool(paid) and _as_settlement(draft)


def _more_than(draft: Draft) -> bool:
    than = _than(draft) or off_base(draft)
    return than is not None and _change(draft, direction(than), "more_than", than)


def _change_cue(draft: Draft) -> bool:
    change = nearest(draft, "change.")
    if change is None or _is_new_level(draft, change):
        return False
    return _change(draft, direction(change), "change_cue", change)


def _is_new_level(draft: Draft, change: Mention) -> bool:
    """Whether the percentage is what something fell or rose to, not by how much.

    "Its dependence on imports dropped to 53 percent"; "imports 38 percent of its oil, up from 27 percent".
    """
    tape, mention = draft.tape, draft.mention
    if tape.verb_last:
        return False
    if change.end <= mention.start:
        return draft.marker == "to" and tape.words(change.end, mention.start) <= 1
    old = next((q for q in tape.quantities if q.start >= change.end), None)
    from_old = old is not None and old.kind == "percent" and tape.words(change.end, old.start) == 1
    return from_old and tape.has_comma(mention.end, change.start)


def _other_words(draft: Draft) -> bool:
    """A percentage that is another word for the change before it: "dropped 1.4 billion pounds, or 8.5 percent"."""
    before = draft.before
    if before is None or before.measure != "change_abs" or before.refused is not None or not before.value:
        return False
    if not draft.tape.cue(before.mention.end, draft.mention.start, "or."):
        return False
    draft.chained = True
    return _change(draft, 1 if before.value > 0 else -1, "other_words", None)


def _share_beside(draft: Draft) -> bool:
    """A percentage beside an amount is a share where the text is dealing out shares or ranking partners."""
    if not (is_dealt(draft) or is_ranked(draft)):
        return False
    draft.chained = True
    return _share(draft, None)


def _of_total(draft: Draft) -> bool:
    """A percentage right before a total is a share of it: "14,7 % общего внешнеторгового оборота"."""
    indicator, tape = draft.indicator, draft.tape
    if indicator is None or indicator.start < draft.mention.end or tape.verb_last or draft.spec is None:
        return False
    total = tape.cue(indicator.start, indicator.end, "total.total")
    total = total or whole_behind(draft, indicator)
    near = bool(whole_behind(draft, indicator)) or tape.words(draft.mention.end, indicator.start) == 0
    return bool(total) and near and draft.spec.indicator in SHARES and _share(draft, total[0])


def _elliptic(draft: Draft) -> bool:
    former = _former_percent(draft)
    if former is None:
        return False
    if former.share:
        return _share(draft, None)
    least = 1 if former.mention.kind == "ratio" else 0
    return former.value is not None and _change(draft, 1 if former.value >= least else -1, "change_goes_on", None)


def _dealt_growth(draft: Draft) -> bool:
    """A change word behind the last of dealt percentages is theirs, too: "with 30 % and 15 % growth respectively"."""
    tape, end = draft.tape, draft.mention.end
    if draft.forced is None or tape.verb_last:
        return False
    cues = [c for c in tape.cue(end, tape.end, "change.") if not tape.has_break(end, c.start)]
    between = [q for q in tape.quantities if cues and end <= q.start < cues[0].start]
    if not between or any(q.kind != "percent" for q in between) or tape.words(between[-1].end, cues[0].start) > 1:
        return False
    return _change(draft, direction(cues[0]), "change_goes_on", cues[0])


def _verb_behind(draft: Draft) -> bool:
    """Where the verb comes last, one verb closes a series: "ihracat yüzde 4, ithalat yüzde 6 arttı"."""
    tape, mention = draft.tape, draft.mention
    if not tape.verb_last or draft.marker not in ("", "adj") or draft.right == tape.end:
        return False
    cues = tape.cue(mention.end, tape.end, "change.")
    if not cues or any(tape.cue(mention.end, cues[0].start, name) for name in ("share.", "level.")):
        return False
    between = [q for q in tape.quantities if mention.end <= q.start < cues[0].start]
    if not between or any(q.kind != "percent" for q in between) or not tape.has_comma(mention.end, between[0].start):
        return False
    return _change(draft, direction(cues[0]), "verb_behind", cues[0])


def _announced(draft: Draft) -> bool:
    """A list whose introduction says what its percentages are: "artış oranları şöyle: Almanya yüzde 1, Irak ..."."""
    trend = draft.carried.trend if draft.carried is not None else 0
    return bool(trend) and _change(draft, trend, "announced", None)


def _former_percent(draft: Draft) -> Draft | None:
    """Return the percentage whose verb an elliptic one goes on with: "exports fell by 5 %, imports – by 11 %"."""
    before = draft.before
    dash = draft.tape.text(max(draft.left, draft.mention.start - 4), draft.mention.start).strip().endswith("-")
    elliptic = draft.marker == "by" or (dash and not draft.tape.verb_last) or _leads_on(draft) or is_measured_too(draft)
    dealt = draft.rules["indicator"][0].endswith(".respectively")
    if before is None or not (draft.chained or elliptic or dealt):
        return None
    if elliptic:
        while before is not None and not has_verb(before):
            before = before.before
    while _is_signed_alone(before):
        assert before is not None
        before = before.before
    if before is None or before.mention.kind not in ("percent", "ratio") or before.refused is not None:
        return None
    return before if before.mention.kind == "percent" or has_verb(before) else None


def _is_signed_alone(before: Draft | None) -> bool:
    """Whether a percentage with a printed sign stands in a series without signs: "yüzde 7, yüzde -9, yüzde 14"."""
    if before is None or before.before is None or not before.chained or before.mention.kind != "percent":
        return False
    return before.rules.get("measure", ("",))[0] == "measure.any.printed_sign" and before.tape.verb_last


def _leads_on(draft: Draft) -> bool:
    """Whether nothing but "to" stands between the percentage and an amount: "exports to India 3 percent to $14bn"."""
    tape, end = draft.tape, draft.mention.end
    cues = [] if tape.verb_last else tape.cue(end, draft.right, "level.")
    return bool(cues) and tape.words(end, draft.right) == 1


def _than(draft: Draft) -> Mention | None:
    """Return "more than" or "less than" right behind the quantity."""
    tape, end = draft.tape, draft.mention.end
    closed = tape.text(end, tape.end).find(")") + 1 if tape.text(end, end + 2) == " (" else 0
    end += closed  # "$84.8 million (11.9 percent) less than"
    found = tape.cue(end, tape.end if closed else draft.right, "than.")
    near = 0 if draft.mention.kind != "percent" and not draft.tape.verb_last else 1  # "exports of 368 m were up on"
    return found[0] if found and tape.words(end, found[0].start) <= near else None


def _as_settlement(draft: Draft) -> bool:
    """A share of trade that is paid in national currencies: "90 % of trade is settled in roubles"."""
    found = [m for m in draft.tape.indicators if m.value == "settlement" and draft.left <= m.start < draft.right]
    if not found:
        return False
    draft.spec = specs()["settlement"]
    draft.note("indicator", "link.any.settled_in", found[0])
    draft.note("measure", "measure.any.settlement_share", found[0])
    return True


def _is_share(draft: Draft, change: Mention | None, share: Mention | None) -> bool:
    if draft.spec is None or draft.spec.indicator not in SHARES or draft.marker == "by":
        return False
    if share is None:
        before = draft.before
        return bool(draft.chained and before and before.share and draft.marker in ("to", "from"))
    if change is None or draft.marker in ("from", "to") or sinks_below(draft, share, change):
        return True
    return distance(draft, share) < distance(draft, change)


def _share(draft: Draft, cue: Mention | None) -> bool:
    draft.share = True
    draft.note("measure", "measure.any.share", cue)
    return True


def _change(draft: Draft, sign: int, rule: str, cue: Mention | None) -> bool:
    draft.measure = "change_pct"
    draft.value = abs(draft.quantity.value) * sign
    draft.note("measure", f"measure.any.{rule}", cue)
    return True


def _ratio(draft: Draft) -> None:
    draft.measure = "ratio"
    draft.unit = "ratio"
    change = nearest(draft, "change.") or nearest(draft, "amount.")
    falls = str(change.value).endswith(".down") if change is not None else falls_on(draft)
    if falls and draft.quantity.value > 1:
        draft.value = (Decimal(1) / draft.quantity.value).quantize(Decimal("0.0001")).normalize()
        draft.note("measure", "measure.any.ratio_of_fall", change)
    else:
        draft.note("measure", "measure.any.ratio")


def _amount(draft: Draft) -> None:
    """An amount is a change where the text says "by", prints a plus, or puts "more" or "growth" right at it."""
    draft.note("measure", "measure.any.level")
    cue = _amount_cue(draft)
    sign = direction(cue) if cue is not None else _amount_sign(draft) or gained_too(draft)
    if sign:
        draft.measure = "change_abs"
        draft.value = abs(draft.quantity.value) * sign
        draft.note("measure", "measure.any.change_amount", cue)


def _amount_cue(draft: Draft) -> Mention | None:
    """Return the cue that makes an amount a change, or None."""
    tape, mention = draft.tape, draft.mention
    if (than := _than(draft)) is not None:
        return than
    if _has_sign(draft):
        return None
    before = [c for c in tape.cue(draft.left, mention.start, "change.") if not tape.has_break(c.end, mention.start)]
    if draft.marker == "by" and before:
        return before[-1]
    if (gain := country_gain(draft, before)) is not None:
        return gain
    if before and draft.marker == "" and tape.verb_last and is_apart(draft, before[-1]):
        return None
    if before and draft.marker == "" and _is_object(draft, before[-1]):
        return before[-1]
    if _follows(draft, "change_abs") or _is_alternative(draft):
        return None
    if (noun := _amount_noun(draft)) is not None:
        return noun
    if draft.marker == "of" and before and not tape.verb_last and tape.words(before[-1].end, mention.start) <= 2:
        return before[-1]
    after = [c for c in tape.cue(mention.end, draft.right, "change.") if not tape.has_comma(mention.end, c.start)]
    return after[0] if after and draft.marker in ("", "by") and _is_beside(draft, after[0]) else None


def _is_object(draft: Draft, cue: Mention) -> bool:
    """Whether an amount is the object of a verb of change: "exports dropped 1.4 billion pounds"."""
    tape = draft.tape
    if tape.verb_last or draft.indicator is None or draft.indicator.end > cue.start:
        return False
    limit = 0 if draft.quantity.bound == "exact" else 2
    if tape.cue(cue.end, draft.mention.start, "threshold."):
        return False  # "fell below $3 billion", but "fell more than $3 billion"
    moved = tape.cue(cue.start, cue.end, "change.")[-1:] == [cue] and not tape.cue(cue.start, cue.end, "than.")
    return moved and tape.words(cue.end, draft.mention.start) <= limit and not tape.cue(cue.start, cue.end, "extra.")


def _amount_sign(draft: Draft) -> int:
    """Return the sign of a change that no cue of its own makes one, else 0."""
    if _has_sign(draft):
        return draft.quantity.sign
    before = draft.before
    if (
        before is not None
        and _follows(draft, "ratio")
        and draft.tape.has_comma(before.mention.end, draft.mention.start)
    ):
        return 1 if (before.value or 0) > 1 else -1  # "сократился вдвое - на 234 млн кубометров"
    if before is None or not (_follows(draft, "change_abs") or _follows(draft, "change_pct") or _is_alternative(draft)):
        return 0
    return 1 if (before.value or 0) > 0 else -1


def _has_sign(draft: Draft) -> bool:
    """Whether a plus or minus is printed beside a growth rate: "27,7% (+$6,9 млрд)"."""
    return bool(draft.quantity.sign) and draft.before is not None and draft.before.measure == "change_pct"


def _follows(draft: Draft, measure: str) -> bool:
    """Whether "by" goes on with a change before: "exports were up by $2.5bn and imports by $32bn"."""
    before = draft.before
    if before is not None and ")" in draft.tape.text(before.mention.end, draft.mention.start):
        return False  # "9,8 млн т удобрений (+12%) на $3,1 млрд"
    return draft.marker == "by" and before is not None and before.measure == measure and before.refused is None


def _is_alternative(draft: Draft) -> bool:
    """Whether the amount is another word for the growth before it: "15.2% or £6.2 billion"."""
    before = draft.before
    if before is None or before.measure != "change_pct" or before.refused is not None:
        return False
    cues = draft.tape.cue(before.mention.end, draft.mention.start, "or.")
    words = draft.tape.words(before.mention.end, draft.mention.start)
    return bool(cues) and (words <= 2 or (words <= _NOUN and draft.tape.words(cues[-1].end, draft.mention.start) == 0))


def _amount_noun(draft: Draft) -> Mention | None:
    """Return "loss", "growth" as the subject of the amount: "kayıp 194 milyon doları buldu", "lost $2 billion"."""
    tape, mention = draft.tape, draft.mention
    if draft.marker in ("to", "from", "with"):
        return None
    for cue in reversed(tape.cue(draft.left, mention.start, "amount.")):
        between = [c for c in tape.cues if cue.end <= c.start < mention.start and not str(c.value).startswith("level.")]
        words = tape.words(cue.end, mention.start)
        if (
            words == 0
            or (words == 1 and not between and draft.quantity.bound != "exact")
            or (words <= 2 and not between and tape.cue(cue.end, mention.start, "level.") and not is_apart(draft, cue))
            or (not between and is_growth_of(draft, cue))
        ):
            return cue
    return None


def _is_beside(draft: Draft, cue: Mention) -> bool:
    tape = draft.tape
    if tape.cue(draft.mention.end, cue.end, "level."):
        return False
    return tape.words(draft.mention.end, cue.start) <= 1
