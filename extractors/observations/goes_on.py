"""Whether a figure goes on with the one before it, or with the one of the sentence before, and so with its pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.observations.support import OWN, pair_of

if TYPE_CHECKING:
    from extractors.observations.draft import Draft


def rule_of(draft: Draft) -> str:
    """Return the rule that set the parties of a draft."""
    return draft.rules.get("parties", ("",))[0]


def goes_on_with(draft: Draft, pair: frozenset[str]) -> bool:
    """Whether a figure goes on with an accepted one of its pair: chained to it, or in the next sentence."""
    source = draft.before if draft.before is not None else draft.frame if draft.carried is not None else None
    if source is not None and source is draft.before and source.spec is not draft.spec:
        return False
    return source is not None and source.refused is None and pair_of(source) == pair


def goes_on_whole(draft: Draft) -> bool:
    """Whether goods sold are the total of the sentence before in another time: "bir yıl önce 18 bin ton satılmıştı"."""
    frame, spec = draft.frame, draft.spec
    if frame is None or spec is None or frame.refused is not None or frame.spec is None or draft.places:
        return False
    told = frame.tape is draft.tape.previous or (frame is draft.before and rule_of(frame) != "party.any.half")
    same = frame.spec.indicator == spec.indicator and pair_of(frame) == pair_of(draft)
    return told and same and draft.product is not None and draft.product == frame.product


def is_next_giver(draft: Draft) -> bool:
    """Whether one more country lends to the same one: "ABD 1,6 milyar verdi. Fransa'nın 900 milyon avro"."""
    frame, spec = draft.frame, draft.spec
    if frame is None or spec is None or spec.key != "financing" or frame.spec is not spec or not draft.tape.verb_last:
        return False
    named = {p.value.code for p in draft.places if p.value.marker in ("of", "from", "adj", "")}
    told = rule_of(frame) in OWN or is_next_giver(frame)
    return draft.reporter in named and draft.partner == frame.partner and told and frame.refused is None


def is_beside(draft: Draft, before: Draft | None) -> bool:
    """Whether the figure before it in the sentence names the pair: "A'nın B'ye satışı 7, alımı 6 milyar avro"."""
    if before is None or before.refused is not None or before.spec is None or draft.spec is None:
        return False
    same = pair_of(before) == pair_of(draft) and before.spec.family == draft.spec.family
    if same and before.mention.kind == "count" and draft.spec.key == "project" and draft.mention.kind == "money":
        return True  # "56 proje karşılığı 6,1 milyar dolarlık iş"
    return (
        same
        and draft.spec.family == "trade"
        and rule_of(before) in OWN
        and not draft.tape.cue(draft.tape.start, draft.tape.end, "firm.")
    )


def is_doubtful(source: Draft) -> bool:
    """Whether a figure was refused for more than being a share of what its pair trades."""
    return source.refused is not None and not source.refused[0].endswith("share_within_pair")


def is_unshown(source: Draft | None) -> bool:
    """Whether a figure was refused because nothing shows its pair."""
    return source is not None and source.refused is not None and source.refused[0].endswith("pair_not_shown")
