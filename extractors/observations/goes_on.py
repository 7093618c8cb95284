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
