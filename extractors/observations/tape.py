"""The tape: one sentence as its mentions in order, and what separates them. No letters, no language."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from typing import cast

from extractors.mentions.calendar import Period
from extractors.mentions.lexicon import Reading, within
from extractors.mentions.places import Place
from extractors.observations.causes import without_causes
from extractors.observations.homes import homes, theirs
from extractors.records import QUANTITY_KINDS, Mention, Quantity
from extractors.text.sentences import Sentence

_MARK = re.compile(r"[,:;()]|\s-\s|\n")
_STRONG = frozenset(";\n")
_NEXT_WORD = re.compile(r" ([^\W\d_]+)")
_QUOTE = re.compile(r"[\"“”«»„]")
_ALPHA3 = 3
# "shares on the Milan exchange", "the KOSPI index closed; turnover"
_SHARES_REACH = 8
_NOUN_REACH = 12
_LARGE = 100
# from so many countries on they stand for the world
_MANY = 10
# "министр экономики, промышленности и торговли"
_TITLE_WORDS = 5
_MILLION = 1_000_000
_YEARS = 1000
# no trade is reported of years before this one
_MODERN = 1900
# the group codes of the guide that are not of three letters; other groups are no economies of ours
_GROUPS = frozenset({"EU", "EAEU", "ASEAN", "BRICS", "MERCOSUR", "EFTA", "ARAB", "self"})
_LOOSE_GROUPS = frozenset({"CAS", "AFR", "ARAB", "LAC", "EU"})


# words between a country and "there": "Саудовская Аравия, экспорт туда"
_THERE = 3


@dataclass(slots=True)
class Tape:
    """The mentions of one sentence by kind, each list in order of position.

    `quoted` says that the sentence begins inside a quotation; `previous` is the tape of the sentence before. `others`
    are quantities that no rule can use (bare small numbers, numbers inside other words), `nations` the country of each
    number of a series by nation, by the number's offset. `commas` and `breaks` are the
    offsets of weak and strong separators: commas, brackets and "and" are weak, semicolons and "while" are strong.
    `start` and `end` are the sentence's. Three settings of the pack: `verb_last` says that the verb that says where a
    quantity goes stands behind it, `voice_goes_on` that a source goes on through its paragraph unnamed,
    `voice_crosses` that an institution does so through the next paragraphs.
    """

    reading: Reading
    sentence: Sentence
    items: list[Mention]
    quantities: list[Mention[Quantity]] = field(default_factory=list)
    indicators: list[Mention] = field(default_factory=list)
    places: list[Mention[Place]] = field(default_factory=list)
    periods: list[Mention[Period]] = field(default_factory=list)
    cues: list[Mention] = field(default_factory=list)
    products: list[Mention] = field(default_factory=list)
    others: list[Mention[Quantity]] = field(default_factory=list)
    nations: dict[int, Mention[Place]] = field(default_factory=dict)
    previous: Tape | None = None
    quoted: bool = False
    commas: list[int] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    start: int = field(init=False)
    end: int = field(init=False)
    verb_last: bool = field(init=False)
    voice_goes_on: bool = field(init=False)
    voice_crosses: bool = field(init=False)
    _families: dict[str, list[Mention]] | None = field(default=None, init=False)
    _by_prefix: dict[str, list[Mention]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self.start, self.end = self.sentence.start, self.sentence.end
        settings = self.reading.pack.tables["language"]
        self.verb_last = bool(settings.get("verb_last"))
        self.voice_goes_on = bool(settings.get("voice_goes_on"))
        self.voice_crosses = bool(settings.get("voice_crosses"))

    def is_ours(self, mention: Mention, head: bool = False) -> bool:
        """Whether a word, or the head behind it, ends in "our": "ihracatımız", "ihracat hedefimiz"."""
        ending = self.reading.pack.ours
        end = mention.end
        while self.reading.folded[end : end + 1].isalpha():
            end += 1  # the ending of a counted noun stands behind its mention: "200 firmamız"
        if ending is None or ending(self.reading.folded[mention.start : end]):
            return ending is not None
        behind = _NEXT_WORD.match(self.reading.folded, end) if head else None
        return behind is not None and ending(behind[1])

    def text(self, start: int, end: int) -> str:
        """Return the folded text between two offsets."""
        return self.reading.folded[start:end]

    def words(self, start: int, end: int) -> int:
        """Return how many words stand between two offsets."""
        return len(self.reading.folded[start:end].split())

    def bracket(self, at: int) -> int:
        """Return the offset of the bracket that an offset stands in, or -1."""
        opened = self.reading.folded.rfind("(", self.start, at)
        return -1 if opened < 0 or ")" in self.text(opened, at) else opened

    def has_comma(self, start: int, end: int) -> bool:
        """Whether a weak or strong separator stands between two offsets."""
        return _any(self.commas, start, end) or _any(self.breaks, start, end)

    def has_break(self, start: int, end: int) -> bool:
        """Whether a strong separator stands between two offsets."""
        return _any(self.breaks, start, end)

    @property
    def refers(self) -> bool:
        """Whether the sentence points at two countries spoken of: "bilateral", "between the countries"."""
        return self.speaks_of_a_pair or bool(self.cue(self.start, self.end, "anaphor."))

    @property
    def speaks_of_a_pair(self) -> bool:
        """Whether the sentence has a word for what two countries have together: "bilateral", "trading partner"."""
        return bool(self.cue(self.start, self.end, "pair.")) or any(_is_of_two(self, i) for i in self.indicators)

    def cue(self, start: int, end: int, prefix: str) -> list[Mention]:
        """Return the cues between two offsets whose value begins with the prefix ("change.")."""
        named = self._by_prefix.get(prefix)
        if named is None:  # the rules ask for the same few families again and again
            named = self._by_prefix[prefix] = self._named(prefix)
        return [c for c in named if start <= c.start and c.end <= end] if named else []

    def _named(self, prefix: str) -> list[Mention]:
        family, dot, rest = prefix.partition(".")
        if not dot:
            return [c for c in self.cues if str(c.value).startswith(prefix)]
        if self._families is None:
            self._families = {}
            for cue in self.cues:
                self._families.setdefault(str(cue.value).partition(".")[0], []).append(cue)
        found = self._families.get(family, [])
        return [c for c in found if str(c.value).startswith(prefix)] if rest else found


def _is_of_two(tape: Tape, word: Mention) -> bool:
    """Whether a trade word begins with a word for what two countries have together: "two-way trade"."""
    words = tape.text(word.start, word.end).replace("-", " ").split()
    forms = tape.reading.pack.forms
    return any(e.kind == "cue.pair" for n in (1, 2) for e in forms.get(" ".join(words[:n]), ()))


def _any(sorted_offsets: list[int], start: int, end: int) -> bool:
    return bool(sorted_offsets) and bisect_left(sorted_offsets, start) < bisect_right(sorted_offsets, end - 1)


def build(reading: Reading, sentence: Sentence, mentions: list[Mention], previous: Tape | None = None) -> Tape:
    """Return the tape of a sentence from the field's mentions (sorted by start) and the tape of the sentence before."""
    tape = Tape(reading, sentence, within(mentions, sentence.start, sentence.end))
    tape.previous = previous
    since = previous.start if previous is not None and previous.reading is reading else 0
    paragraph = reading.text.rfind("\n", since, sentence.start) + 1
    goes_on = previous is not None and since > 0 and paragraph == 0
    inside = goes_on and previous is not None and previous.quoted
    tape.quoted = (len(_QUOTE.findall(reading.text, max(since, paragraph), sentence.start)) + inside) % 2 == 1
    _sort(tape)
    _separate(tape)
    without_causes(tape)
    return tape


def _sort(tape: Tape) -> None:
    """Put each mention into the list of its kind; leave out what only looks like a cue, a place or a figure."""
    bygone = _bygone(tape)
    spans = [(m.start, m.end) for m in tape.items if m.kind == "period" and (m.start, m.end) not in bygone]
    pairs = [(m.start, m.end) for m in tape.items if m.kind == "cue" and m.value == "pair.pair"]
    amounts = [(m.start, m.end) for m in tape.items if m.kind in QUANTITY_KINDS and m.kind != "count"]
    for mention in tape.items:
        kind = mention.kind
        if kind in QUANTITY_KINDS:
            if _overlaps(mention, spans) or (kind == "number" and _overlaps(mention, pairs)):
                continue  # part of a date, or "two countries", which counts nothing
            quantity = cast("Mention[Quantity]", mention)
            usable = kind != "number" or (_is_figure(tape, quantity) and not _counts_countries(tape, quantity))
            (tape.quantities if usable else tape.others).append(quantity)
        elif kind == "place":
            place = cast("Mention[Place]", mention)
            if _is_usable_place(tape, place, amounts):
                tape.places.append(_relative(tape, place))
        elif kind == "period" and (mention.start, mention.end) in spans:
            tape.periods.append(cast("Mention[Period]", mention))
        elif kind == "indicator":
            tape.indicators.append(mention)
        elif kind == "product":
            tape.products.append(mention)
        elif kind == "cue" and not (str(mention.value).startswith("status.") and _overlaps(mention, spans)):
            tape.cues.append(mention)  # the month of May is no "may"
    tape.products = [p for p in tape.products if not _is_place(tape, p) and not _is_ministrys(tape, p)]
    tape.indicators = [i for i in tape.indicators if not _is_offices(tape, i) and not _is_institutions(tape, i)]
    tape.indicators = [_bourse(tape, i) for i in tape.indicators]
    tape.places += homes(tape) + theirs(tape) + _pointed(tape)
    tape.places = [_there(tape, place) for place in tape.places]
    tape.places.sort(key=lambda place: place.start)
    tape.cues = [_many(tape, cue) if cue.value == "anaphor.there" else cue for cue in tape.cues]


def _relative(tape: Tape, place: Mention[Place]) -> Mention[Place]:
    """Return a place with the marker of the relative word behind it: "Турция, откуда прибыло 582 тыс. человек"."""
    cue = next(
        (c for c in tape.items if c.kind == "cue" and place.end < c.start and str(c.value).startswith("relative.")),
        None,
    )
    if cue is None or tape.text(place.end, cue.start).strip() != ",":
        return place
    marker = str(cue.value).partition(".")[2]
    if marker == "relative":
        return place  # "from Russia, which amounted to": it says nothing of the place
    return replace(place, value=replace(place.value, marker=marker))


def _is_ministrys(tape: Tape, product: Mention) -> bool:
    """Whether the word belongs to an institution's name: "Tarım ve Orman Bakanlığı", "the Energy Ministry"."""
    offices = [i for i in tape.items if i.kind == "office" and i.value == "institution" and i.start >= product.end]
    if not offices or not tape.reading.text[product.start].isupper() or tape.words(product.end, offices[0].start) > 2:
        return False
    gap = tape.reading.text[product.end : offices[0].start].split()
    return all(word[0].isupper() or len(word) < 4 for word in gap)


def _is_offices(tape: Tape, word: Mention) -> bool:
    """Whether a capital word of trade belongs to an office or an institution: "Dışişleri ve Ticaret Bakanı"."""
    if not tape.verb_last or not tape.reading.text[word.start].isupper():
        return False
    behind = [i for i in tape.items if i.kind == "office" and i.start >= word.end]
    gap = tape.reading.text[word.end : behind[0].start].split() if behind else ["."]
    named = all(part[0].isupper() or part in tape.reading.pack.tables["language"].get("and", ()) for part in gap)
    return len(gap) <= 2 and named and tape.reading.text[behind[0].start].isupper()


def _bourse(tape: Tape, word: Mention) -> Mention:
    """Return a bare "exchange" of a town, or behind a word for shares, as one: "shares on the Milan exchange"."""
    if word.value != "dealings" or tape.verb_last:
        return word
    towns = [p for p in tape.places if p.value.form in ("capital", "region") and 0 <= word.start - p.end <= 1]
    shares = [i for i in tape.indicators if i.value == "other.stocks" and i.end <= word.start]
    near = bool(shares) and tape.words(shares[-1].end, word.start) <= _SHARES_REACH
    return replace(word, value="other.stocks") if towns or near else word


def _is_institutions(tape: Tape, word: Mention) -> bool:
    """Whether a word of trade is part of the name of who speaks: "министерства развития, промышленности и торговли"."""
    if tape.verb_last:
        return False
    voices = [i for i in tape.items if i.kind == "speaker" and i.rule.endswith(".institution")]
    if any(voice.start < word.start and word.end <= voice.end for voice in voices):
        return True
    offices = [i for i in tape.items if i.kind == "office" and i.value == "office" and i.end <= word.start]
    language = tape.reading.pack.tables["language"]
    domains, links = tuple(language.get("domains", ())), language.get("domain_links", ())
    if not offices or not domains:
        return False
    between = tape.text(offices[-1].end, word.end).replace(", ", " ").split()
    return len(between) <= _TITLE_WORDS and all(w.startswith(domains) or w in links for w in between)


def _there(tape: Tape, place: Mention[Place]) -> Mention[Place]:
    """Return a country with the marker of "this country" behind it: "на втором месте - Египет, в эту страну"."""
    cue = next((c for c in tape.cues if c.start >= place.end and str(c.value).startswith("thatland.")), None)
    if cue is None or place.value.marker or place.value.form != "name":
        return place
    last = all(p is place or p.start < place.start or p.start > cue.start for p in tape.places)
    if not last or tape.text(place.end, cue.start).count(",") != 1 or tape.words(place.end, cue.start) > _THERE:
        return place
    return replace(place, value=replace(place.value, marker=str(cue.value).partition(".")[2]))


def _pointed(tape: Tape) -> list[Mention[Place]]:
    """Return "this country" as what the sentence before named last: "лидирует Румыния. Экспорт в эту страну"."""
    cues = [cue for cue in tape.cues if str(cue.value).startswith("thatland.")]
    before = tape.previous
    if not cues or before is None or before.reading is not tape.reading:
        return []
    named = [p for p in before.places if p.value.form == "name" and p.value.marker != "aside"]
    if not named or any(p.start < cues[0].start for p in tape.places):
        return []
    place = named[-1]
    return [
        replace(place, start=c.start, end=c.end, value=replace(place.value, marker=str(c.value).partition(".")[2]))
        for c in cues
    ]


def _many(tape: Tape, cue: Mention) -> Mention:
    """Return "in 137 countries" as a word for the world, any other "country" as it is."""
    counts = [n.value.value for n in (*tape.others, *tape.quantities) if 0 <= cue.start - n.end <= 1]
    return replace(cue, value="world.many") if counts and counts[0] >= _MANY else cue


def _bygone(tape: Tape) -> set[tuple[int, int]]:
    """Return the spans of numbers that only look like years long gone: "the number of firms tripled, to 1800"."""
    counted = [m.end for m in tape.items if m.kind == "cue" and m.value == "number.number"]
    if not counted:
        return set()
    numbers = {(m.start, m.end): cast("Mention[Quantity]", m).value.value for m in tape.items if m.kind == "number"}
    years = [(m.start, m.end) for m in tape.items if m.kind == "period" and (m.start, m.end) in numbers]
    return {span for span in years if numbers[span] < _MODERN and counted[0] <= span[0]}


def _is_place(tape: Tape, product: Mention) -> bool:
    """Whether the word is a country that has the name of a product: "Mısır ile ticaret" is no maize."""
    same = next((p for p in tape.places if (p.start, p.end) == (product.start, product.end)), None)
    return same is not None and (bool(same.value.marker) or product.start > tape.start or len(tape.products) > 1)


def _overlaps(mention: Mention, spans: list[tuple[int, int]]) -> bool:
    return any(s < mention.end and mention.start < e for s, e in spans)


def _is_figure(tape: Tape, mention: Mention[Quantity]) -> bool:
    """Whether a number without a unit may still be a figure: printed in digits and large, scaled or with decimals."""
    value = mention.value.value
    if mention.rule.endswith(".other"):
        return False  # litres, hectares: nothing that a figure of ours is counted in
    if mention.rule.endswith(".points") or value >= _MILLION:
        return True
    text = tape.text(mention.start, mention.end)
    if text.isdigit() and any(
        i.kind == "cue" and i.value == "number.number" and 0 <= mention.start - i.end <= _NOUN_REACH for i in tape.items
    ):
        return True  # "projelerin sayısı 60'ı aştı"
    return any(c.isdigit() for c in text) and (value >= _LARGE or value != value.to_integral_value())


def _counts_countries(tape: Tape, mention: Mention[Quantity]) -> bool:
    """Whether a number only counts countries: "111 ülkeye 274 bin ton ihraç etti"."""
    there = [i for i in tape.items if i.kind == "cue" and i.value == "anaphor.there"]
    many = [i for i in tape.items if i.kind == "cue" and i.value == "number.number"]
    before = any(
        tape.words(i.end, n.start) == 0 and i.end <= n.start and tape.words(n.end, mention.start) == 0
        for i in there
        for n in many
        if n.end <= mention.start
    )  # "ülke sayısı 100'e ulaştı"
    return mention.value.value < _YEARS and (before or any(0 <= i.start - mention.end <= 1 for i in there))


def _is_usable_place(tape: Tape, mention: Mention[Place], amounts: list[tuple[int, int]]) -> bool:
    """Whether a place is one: not the "US" of "US$", not a continent's adjective that stands for a country."""
    place = mention.value
    if mention.rule.endswith("_dateline"):
        return False
    if any(s <= mention.start < e for s, e in amounts):
        return False
    if tape.text(max(tape.start, mention.start - 1), mention.start) == "+":
        return False  # "G77+Çin", a group's name
    if len(place.code) != _ALPHA3 and place.code not in _GROUPS:
        return False
    if place.form == "adjective" and place.code in _LOOSE_GROUPS:
        there = [m for m in tape.items if m.kind == "cue" and m.value == "anaphor.there"]
        return not any(0 <= m.start - mention.end <= _NOUN_REACH for m in there)
    return True


def _separate(tape: Tape) -> None:
    folded = tape.reading.folded
    inside = [(m.start, m.end) for m in (*tape.quantities, *tape.periods, *(tape.products if tape.verb_last else ()))]
    for match in _MARK.finditer(folded, tape.start, tape.end):
        at = match.start()
        if any(s <= at < e for s, e in inside):
            continue
        strong = match[0][0] in _STRONG and (match[0][0] == "\n" or tape.bracket(at) < 0)
        (tape.breaks if strong else tape.commas).append(at)
    for hit in tape.reading.hits_of("join", tape.start, tape.end):
        entry = hit.get("join")
        if entry is None or any(s <= hit.start < e for s, e in inside):
            continue
        (tape.breaks if entry.key == "strong" else tape.commas).append(hit.start)
    tape.commas.sort()
    tape.breaks.sort()
