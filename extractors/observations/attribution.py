"""Who states a figure: the speaker of its sentence, else the one who goes on speaking."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast

from extractors.mentions.speakers import ANSWER, Speaker
from extractors.records import Mention

if TYPE_CHECKING:
    from extractors.mentions.places import Place
    from extractors.observations.draft import Draft
    from extractors.observations.tape import Tape

# how far into a sentence "this was said by" may stand
_LEAD = 20
# letters of a family name that its case endings leave as they are
_STEM = 4
# letters before the first word of a paragraph: a dash or a quotation mark
_OPENING = 3
# "he also recently said"
_ADVERBS = 2
# "Ambassador Petr Novotny of the Czech Republic said"
_TITLE = 6
# a name, a few words and a colon before a quotation: "Вице-премьер ... на форуме: «...»"
_OPENS = re.compile(r"^[^:;\n«»“”\"]{0,60}:\s*[«“\"„]")
_QUOTES = frozenset('"“«„')


# (speaker, rule) by the identity of the tape
Speakers = dict[int, tuple["Mention", str]]


def attribute(speakers: Speakers, drafts: list[Draft]) -> None:
    """Set the speaker of each draft: its sentence's, or the paragraph's who is still speaking."""
    for draft in drafts:
        found = speakers.get(id(draft.tape))
        if found is None:
            continue
        mention, rule = found
        quoted = draft.tape.quoted or _is_quotation(draft.tape) or mention.rule.endswith(ANSWER)
        if rule == "paragraph" and (draft.status != "actual" or _is_person(mention)) and not quoted:
            continue
        value = mention.value
        assert isinstance(value, Speaker)
        draft.speaker = value.name
        draft.note("speaker", f"speaker.any.{rule}", mention if mention.field == draft.tape.reading.name else None)


def speakers_of(tapes: list[Tape]) -> Speakers:
    """Return who speaks in each sentence.

    A sentence has its own speaker, or one that a pronoun, "these data" or an open quotation points to; figures of an
    institution go on through the paragraph where the pack says that the language's agencies write so. "This was said
    by ..." speaks for the sentences before it.
    """
    found: dict[int, tuple[Mention, str]] = {}
    voices = _Voices(leaders=_leaders(tapes), dialogue=any(_is_bullet(t) and _asks(t) for t in tapes))
    waiting: list[Tape] = []
    for tape in tapes:
        if tape.sentence.break_before:
            waiting = waiting if tape.cue(tape.start, min(tape.start + _LEAD, tape.end), "this.said") else []
            voices.current = voices.listed if _is_bullet(tape) else voices.next_paragraph(tape)
            voices.answers = voices.dialogue and _is_bullet(tape) and not _asks(tape)
        own, rule = voices.of(tape)
        if own is None and tape.previous is not None and id(tape.previous) in found and _goes_on(tape):
            own, rule = found[id(tape.previous)]
            rule = rule if rule == "paragraph" else "semicolon"
        if own is None:
            own, rule = voices.unnamed(tape)
        if own is None or rule == "paragraph":
            if own is not None:
                found[id(tape)] = (own, rule)
            waiting.append(tape)
            continue
        found[id(tape)] = (own, rule)
        voices.hear(own, tape)
        if tape.quoted or tape.cue(tape.start, min(tape.start + _LEAD, tape.end), "this.said"):
            for other in waiting:
                if id(other) not in found or found[id(other)][1] == "paragraph":
                    found[id(other)] = (own, "quotation")
        waiting = []
    return found


@dataclass(slots=True)
class _Voices:
    """Who spoke last: a person, an institution, whoever speaks in this paragraph, whose list it is.

    `dialogue` says that the text is an interview, `answers` that the paragraph is one of its answers.
    """

    person: Mention | None = None
    source: Mention | None = None
    current: Mention | None = None
    listed: Mention | None = None
    leaders: dict[str, Mention] = field(default_factory=dict)
    dialogue: bool = False
    answers: bool = False

    def of(self, tape: Tape) -> tuple[Mention | None, str]:
        """Return the speaker of a sentence and the rule, or None where it names and points to nobody."""
        voices = [item for item in tape.items if item.kind == "speaker"]
        named = [v for v in voices if isinstance(v.value, Speaker) and v.value.form == "named"]
        own = next((v for v in voices if v not in named), None)
        if named:
            self.person = named[0]
            if own is None and _OPENS.search(tape.reading.text, named[0].end, tape.end):
                own = named[0]
        if own is not None:
            if _is_anaphor(own, tape) and self.source is not None:
                return self.source, "pronoun"
            return own, "sentence"
        key = _speech(tape)
        if key is None or (key == "told" and self.current is not self.source):
            return None, ""
        if key == "told":
            return self.source, "pronoun"
        if key == "according" and _has_owner(tape):
            return None, ""
        if key == "say" and _is_told_of(tape):
            return None, ""
        if (leader := _leader(tape, self.leaders)) is not None:
            return leader, "office"
        return ((self.source or self.person) if key == "according" else (self.person or self.source)), "pronoun"

    def next_paragraph(self, tape: Tape) -> Mention | None:
        """Return the institution whose figures a new paragraph goes on with, unless it looks back or aside."""
        aside = any(c.start - tape.start < _OPENING for c in tape.cue(tape.start, tape.end, "recall."))
        return self.current if self.current is self.source and tape.voice_crosses and not aside else None

    def unnamed(self, tape: Tape) -> tuple[Mention | None, str]:
        """Return who speaks in a sentence that names nobody, and the rule."""
        if self.answers and self.person is not None:
            return self.person, "dialogue"
        return self.going_on(tape), "paragraph"

    def going_on(self, tape: Tape) -> Mention | None:
        """Return who goes on speaking in a sentence that names nobody."""
        if self.person is not None and _is_quotation(tape):
            self.current = self.person
        return self.current if tape.voice_goes_on else None

    def hear(self, speaker: Mention, tape: Tape) -> None:
        """Remember a speaker; one whose sentence ends with a colon speaks for the list below."""
        self.current = speaker
        if _is_person(speaker):
            self.person = speaker
        else:
            self.source = speaker
        if tape.text(tape.start, tape.end).rstrip().endswith(":"):
            self.listed = speaker


def _leaders(tapes: list[Tape]) -> dict[str, Mention]:
    """Return the leader of each country of which an article names one only, under the shortest form of the name."""
    found: dict[str, dict[str, Mention]] = {}
    for tape in tapes:
        for item in tape.items:
            if item.kind != "place" or cast("Mention[Place]", item).value.form != "leader":
                continue
            name = tape.reading.text[item.start : item.end]
            mention = replace(item, kind="speaker", value=Speaker(name, "person"))
            names = found.setdefault(cast("Mention[Place]", item).value.code, {})
            key = name.split()[-1][:_STEM]
            if key not in names or len(name) < names[key].end - names[key].start:
                names[key] = mention
    return {code: next(iter(names.values())) for code, names in found.items() if len(names) == 1}


def _leader(tape: Tape, leaders: dict[str, Mention]) -> Mention | None:
    """Return the leader whom "the president of Russia" means at a verb of saying, in a sentence without a name."""
    if not leaders:
        return None
    says = [i for i in tape.items if i.kind == "speech" and i.value == "say"]
    for office in tape.cue(tape.start, tape.end, "head."):
        if not any(-1 <= office.start - s.end <= _LEAD or 0 <= s.start - office.end <= _LEAD for s in says):
            continue
        for place in tape.places:
            near = 0 <= place.start - office.end <= 1 or 0 <= office.start - place.end <= 1
            if near and place.value.code in leaders:
                return leaders[place.value.code]
    return None


def _goes_on(tape: Tape) -> bool:
    """Whether only a semicolon stands between this sentence and the one before."""
    return not tape.sentence.break_before and tape.text(max(0, tape.start - 8), tape.start).rstrip().endswith(";")


def _is_quotation(tape: Tape) -> bool:
    """Whether a paragraph opens with a quotation: a crosshead or a statement of who spoke last."""
    return tape.voice_goes_on and tape.sentence.break_before and tape.text(tape.start, tape.start + 1) in _QUOTES


def _is_bullet(tape: Tape) -> bool:
    return not tape.text(tape.start, tape.start + 1).isalnum()


def _asks(tape: Tape) -> bool:
    """Whether a sentence of a paragraph that opens with a dash is a question: the text is an interview."""
    return tape.sentence.break_before and tape.text(tape.start, tape.end).rstrip().endswith("?")


def _is_anaphor(mention: Mention, tape: Tape) -> bool:
    """Whether an institution is only "the ministry", "the agency": one word without a capital, or only what it is."""
    name = tape.reading.text[mention.start : mention.end]
    hit = tape.reading.at.get(mention.start)
    entry = hit.get("office") if hit is not None else None
    bare = entry is not None and entry.key == "institution"  # "Bakanlığa göre"
    return not _is_person(mention) and (name.islower() or bare) and " " not in name


def _speech(tape: Tape) -> str | None:
    """Return the key of the sentence's verb of saying: "say", "told" (passive), "according" or None.

    A verb that also things can be the subject of ("show") points to nobody.
    """
    keys = {str(item.value) for item in tape.items if item.kind == "speech"} - {"show"}
    if keys == {"told"}:
        return "told"
    return ("according" if keys & {"according", "cite"} else "say") if keys else None


def _is_told_of(tape: Tape) -> bool:
    """Whether a verb of saying has no pronoun beside it, where the language's verbs need one: "the reported period"."""
    if tape.verb_last or not tape.reading.pack.tables.get("cue", {}).get("voice") or tape.quoted:
        return False
    said = [i for i in tape.items if i.kind == "speech" and i.value != "show"]
    voices = tape.cue(tape.start, tape.end, "voice.")
    offices = [i for i in tape.items if i.kind == "office"]
    return not any(
        (v.end <= s.start and tape.words(v.end, s.start) <= reach)
        or (s.end <= v.start and tape.words(s.end, v.start) <= 1)
        for group, reach in ((voices, _ADVERBS), (offices, _TITLE))
        for v in group
        for s in said
    )


def _has_owner(tape: Tape) -> bool:
    """Whether the data of the sentence are somebody's whom no rule knows: "gümrük verilerine göre"."""
    if not tape.verb_last:
        return False
    data = next((item for item in tape.items if item.kind == "speech" and item.value == "according"), None)
    if data is None:
        return False
    before = tape.text(tape.start, data.start).split()
    return bool(before) and before[-1].isalpha() and not tape.cue(tape.start, data.start, "this.")


def _is_person(mention: Mention) -> bool:
    return isinstance(mention.value, Speaker) and mention.value.form in ("person", "named")


def forms(speakers: Speakers) -> dict[int, tuple[str, str | None]]:
    """Return (form of the speaker, name where the sentence names one) by the identity of the tape."""
    return {
        key: (mention.value.form, mention.value.name.split()[-1] if rule == "sentence" else None)
        for key, (mention, rule) in speakers.items()
        if isinstance(mention.value, Speaker)
    }
