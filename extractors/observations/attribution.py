"""Who states a figure: the speaker of its sentence, else the one who goes on speaking."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.mentions.speakers import Speaker

if TYPE_CHECKING:
    from extractors.observations.draft import Draft
    from extractors.observations.tape import Tape
    from extractors.records import Mention

_QUOTE = re.compile(r"[\"“”«»„]|(?<!\w)['‘]|['’](?!\w)")


def attribute(tapes: list[Tape], drafts: list[Draft]) -> None:
    """Set the speaker of each draft: its sentence's, or the paragraph's who is still speaking."""
    speakers = _speakers(tapes)
    for draft in drafts:
        found = speakers.get(id(draft.tape))
        if found is None:
            continue
        mention, rule = found
        value = mention.value
        assert isinstance(value, Speaker)
        draft.speaker = value.name
        draft.note("speaker", f"speaker.any.{rule}", mention if mention.field == draft.tape.reading.name else None)


def _speakers(tapes: list[Tape]) -> dict[int, tuple[Mention, str]]:
    found: dict[int, tuple[Mention, str]] = {}
    current: Mention | None = None
    person: Mention | None = None
    for tape in tapes:
        if tape.sentence.break_before:
            current = None
        own = next((item for item in tape.items if item.kind == "speaker"), None)
        if own is not None:
            current = own
            person = own if _is_person(own) else person
            found[id(tape)] = (own, "sentence")
        elif person is not None and _has_speech(tape):
            current = person
            found[id(tape)] = (person, "pronoun")
        elif current is not None:
            found[id(tape)] = (current, "paragraph")
    return found


def _is_person(mention: Mention) -> bool:
    return isinstance(mention.value, Speaker) and mention.value.form == "person"


def _has_speech(tape: Tape) -> bool:
    return any(item.kind == "speech" for item in tape.items)


def forms(tapes: list[Tape]) -> dict[int, tuple[str, str | None]]:
    """Return (form of the speaker, name where the sentence names one) by the identity of the tape."""
    return {
        key: (mention.value.form, mention.value.name.split()[-1] if rule != "paragraph" else None)
        for key, (mention, rule) in _speakers(tapes).items()
        if isinstance(mention.value, Speaker)
    }
