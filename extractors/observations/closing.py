"""A noun that closes a series: "Fransa'nın 900 milyon avro, Japonya'nın 650 milyon dolar kredi sağladığını"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.observations.draft import Draft
    from extractors.records import Mention

# words between the last amount of a series and its noun
_NEAR = 1


def closing_noun(draft: Draft) -> Mention | None:
    """Return the indicator right behind the next amount, which this one shares, where the verb comes last.

    Between the two stand a comma and no verb, no trade word and no saying; before this one no indicator stands in
    its own clause.
    """
    tape, end = draft.tape, draft.mention.end
    following = next((q for q in tape.quantities if q.start >= end), None)
    if not tape.verb_last or draft.mention.kind != "money" or following is None or following.kind != "money":
        return None
    if draft.marker or not tape.has_comma(end, following.start):
        return None
    told = ("level.", "change.", "against.", "told.", "verbal.")
    if any(tape.cue(end, following.start, name) for name in told):
        return None
    between = [i for i in tape.items if i.kind in ("speech", "indicator") and end <= i.start < following.start]
    before = [i for i in tape.indicators if draft.left <= i.start < draft.mention.start]
    nouns = [i for i in tape.indicators if i.start >= following.end]
    beside = bool(nouns) and tape.words(following.end, nouns[0].start) <= _NEAR
    if not beside or tape.has_comma(following.end, nouns[0].start) or str(nouns[0].value).startswith("other."):
        return None
    gap = nouns[0].value in ("deficit", "surplus") and all(tape.cue(i.start, i.end, "bare.") for i in before)
    if between or not (gap or all(tape.has_comma(i.end, draft.mention.start) for i in before)):
        return None  # "AB ile ticarette 17 milyar dolar, Meksika ile 14 milyar dolar açık verildi"
    return nouns[0]
