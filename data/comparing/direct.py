"""Claims against claims: rounding, revision, disagreement, mirror, period unclear.

Every class is the same test (`disputes.disputed`) with other groups and parties:

class            group                                   party
disagreement     key and period (and side of a balance)  voice; one voice on one day: the article
same source      key, period, voice and article          the statement (an article may mean two things: no alarm)
revision         key, period and voice                   day
mirror           flow from A to B, period                whose statistics: exports of A or imports of B
period unclear   key and the year last completed         with a period or without; without: the voice
rounding         key and period                          (intervals meet, values differ)

So a claim that joins can only add rows to a finding or add a finding: nothing found before goes away.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.comparing.disputes import disputed, met
from data.comparing.findings import Finding, StatementTable, emitted
from data.comparing.natures import ADDITIVE, EVENTS, MIRRORS, SIGNED_MIRRORS, STOCKS
from data.comparing.rows import Bools, Ints, codes, combined
from data.speakers import side_of

# Two statements about a year that is still running are compared if they were made within about this many days.
RUNNING_DAYS = 30


def direct_findings(statements: pd.DataFrame) -> list[Finding]:
    """Return all findings between stated claims about one thing.

    Args:
        statements: One row a statement; only what happened (status `actual`) is compared here.
    """
    if statements.empty:
        return []
    rows = one_sided(statements)
    table = StatementTable(rows)
    actual = rows["actual"].to_numpy()
    return [
        *_same_key(rows, table, actual),
        *_mirror(rows, table, actual),
        *_balance_mirror(rows, table, actual),
        *_undated(rows, table, actual),
        *_running(rows, table, actual),
    ]


def _disputed(rows: pd.DataFrame, chosen: Bools, group: Ints, party: Ints) -> Bools:
    """Return the mask of chosen rows that another party in their group contradicts."""
    mask = np.zeros(len(rows), dtype=bool)
    low, high = rows["lo"].to_numpy()[chosen], rows["hi"].to_numpy()[chosen]
    mask[chosen] = disputed(group[chosen], party[chosen], low, high)
    return mask


def _same_key(rows: pd.DataFrame, table: StatementTable, actual: Bools) -> list[Finding]:
    """Return disagreements, revisions and roundings: the same key and the same stated period."""
    dated = actual & (rows["pkey"] != "").to_numpy() & ~rows["running"].to_numpy()
    group = combined(rows["key"].to_numpy(), codes(rows["pkey"]))
    voice = rows["voice"].to_numpy().astype(np.int64)
    day, source = combined(rows["day"].to_numpy()), codes(rows["source"])
    by_voice, by_side = combined(group, voice), combined(group, rows["side"].to_numpy())
    each = np.arange(len(rows), dtype=np.int64)
    others = _disputed(rows, dated, by_side, voice)
    same_day = _disputed(rows, dated, combined(by_voice, day), source)
    same_source = _disputed(rows, dated, combined(by_voice, source), each)
    later = _disputed(rows, dated, by_voice, day)
    value = combined(rows["canon"].to_numpy(), rows["value_max"].fillna(-np.pi).to_numpy())
    close = np.zeros(len(rows), dtype=bool)
    close[dated] = met(group[dated], value[dated], rows["lo"].to_numpy()[dated], rows["hi"].to_numpy()[dated])
    only_one_voice = same_day & ~np.isin(by_side, by_side[others])
    several = (others | same_day) & ~only_one_voice
    # of two contracts on one day, both may well exist
    quiet = rows["indicator"].isin(EVENTS).to_numpy() | _one_article(rows, several, by_side)
    return [
        *emitted("disagreement", "", rows, table, several & ~quiet, by_side),
        *emitted("disagreement", "", rows, table, several & quiet, by_side, alarm=False),
        *emitted("disagreement", "same_speaker", rows, table, only_one_voice, by_side),
        *emitted(
            "disagreement",
            "same_source",
            rows,
            table,
            same_source,
            combined(by_voice, source),
            alarm=False,
            about="source",
        ),
        *emitted("revision", "", rows, table, later, by_voice, about="voice_name"),
        *emitted("rounding", "", rows, table, close, group, alarm=False),
    ]


def _one_article(rows: pd.DataFrame, mask: Bools, group: Ints) -> Bools:
    """Return the rows of groups whose marked rows are one article and at most one named voice beside it.

    What an article says in its own name next to its speaker is most often about something else, or the speaker's too.
    """
    places = np.flatnonzero(mask)
    count = int(group.max(initial=-1)) + 1
    sources = np.unique(np.stack([group[places], codes(rows["source"])[places]]), axis=1)
    named = places[~rows["silent"].to_numpy()[places]]
    voices = np.unique(np.stack([group[named], rows["voice"].to_numpy()[named]]), axis=1)
    one = (np.bincount(sources[0], minlength=count) == 1) & (np.bincount(voices[0], minlength=count) <= 1)
    return np.asarray(one[group], dtype=bool)


def _mirror(rows: pd.DataFrame, table: StatementTable, actual: Bools) -> list[Finding]:
    """Return where the exports of one side and the imports of the other contradict each other."""
    chosen = actual & rows["indicator"].isin(MIRRORS).to_numpy() & (rows["pkey"] != "").to_numpy()
    if not chosen.any():
        return []
    exporter, importer = flow_sides(rows)
    group = combined(
        exporter, importer, codes(rows["measure"]), codes(rows["product"]), codes(rows["unit"]), codes(rows["pkey"])
    )
    mask = _disputed(rows, chosen, group, codes(rows["indicator"]))
    return emitted("mirror", "", rows, table, mask, group)


def flow_sides(rows: pd.DataFrame) -> tuple[Ints, Ints]:
    """Return whence and whither goods go, as country codes: exports of A to B are imports of B from A."""
    turned = (rows["indicator"] == "imports").to_numpy()
    left, right = codes(rows["from"]), codes(rows["to"])
    return np.where(turned, right, left), np.where(turned, left, right)


def _balance_mirror(rows: pd.DataFrame, table: StatementTable, actual: Bools) -> list[Finding]:
    """Return where one side's balance is not the other side's with the sign turned."""
    chosen = actual & rows["indicator"].isin(SIGNED_MIRRORS).to_numpy() & (rows["pkey"] != "").to_numpy()
    if not chosen.any():
        return []
    group = combined(rows["key"].to_numpy(), codes(rows["pkey"]))
    mask = _disputed(rows, chosen, group, rows["side"].to_numpy())
    return emitted("mirror", "", rows, table, mask, group)


def one_sided(statements: pd.DataFrame) -> pd.DataFrame:
    """Return the statements with all balances seen from one side, the first in the alphabet.

    The surplus of one side is the deficit of the other, so both are one key. The level turns its sign, a change does
    not: it speaks of the size of the gap. `canon` is the value that is compared. `side` says whose statistics it is:
    the country of the office where it is known ("China's surplus, by the U.S. Department of Commerce"), else the
    reporter.
    """
    rows = statements.assign(canon=statements["value"], side=np.int64(0))
    balance = rows["indicator"].isin(SIGNED_MIRRORS).to_numpy()
    if not balance.any():
        return rows
    left, right = codes(rows["from"]), codes(rows["to"])
    swap = balance & (left > right)
    turned = swap & (rows["measure"] == "level").to_numpy()
    names = rows["from"].cat.categories
    rows["from"] = pd.Categorical.from_codes(np.where(swap, right, left), names)
    rows["to"] = pd.Categorical.from_codes(np.where(swap, left, right), names)
    low, high = rows["lo"].to_numpy(), rows["hi"].to_numpy()
    rows["lo"], rows["hi"] = np.where(turned, -high, low), np.where(turned, -low, high)
    rows["canon"] = np.where(turned, -rows["value"], rows["value"])
    place = {name: code for code, name in enumerate(names)}
    offices = [place.get(side_of(str(name)), -1) for name in rows["voice_name"].cat.categories]
    office = np.array(offices, dtype=np.int64)[codes(rows["voice_name"])]
    known = (office == left) | (office == right)
    rows["side"] = np.where(balance, np.where(known, office, left), 0)
    rows["key"] = combined(
        codes(rows["from"]), codes(rows["to"]), codes(rows["indicator"]), codes(rows["measure"]),
        codes(rows["product"]), codes(rows["unit"]),
    )  # fmt: skip
    return rows


def _undated(rows: pd.DataFrame, table: StatementTable, actual: Bools) -> list[Finding]:
    """Return where a level without a period ("trade now stands at ...") contradicts the last completed year.

    Nobody said which year it was about, so this is a question to the text and not a contradiction.
    """
    plain = actual & (rows["measure"] == "level").to_numpy() & ~rows["indicator"].isin(STOCKS | EVENTS).to_numpy()
    bare = plain & (rows["pkey"] == "").to_numpy()
    yearly = plain & (rows["freq"] == "A").to_numpy() & ~rows["running"].to_numpy()
    year = np.where(bare, rows["said"].to_numpy() - 1, rows["year"].to_numpy())
    group = combined(rows["key"].to_numpy(), year)
    chosen = (bare | yearly) & np.isin(group, group[bare])
    if not chosen.any():
        return []
    mask = _disputed(rows, chosen, group, bare.astype(np.int64))
    mask |= _disputed(rows, bare, group, rows["voice"].to_numpy().astype(np.int64))
    supposed = pd.Series(pd.Categorical(np.char.mod("%d", year)))
    shown = StatementTable(rows.assign(pkey=supposed.to_numpy())) if mask.any() else table
    return emitted("period_unclear", "undated", rows, shown, mask, group)


def _running(rows: pd.DataFrame, table: StatementTable, actual: Bools) -> list[Finding]:
    """Return where two figures "so far this year", given at about the same time, contradict each other."""
    chosen = actual & rows["running"].to_numpy() & rows["indicator"].isin(ADDITIVE).to_numpy()
    if not chosen.any():
        return []
    group = combined(rows["key"].to_numpy(), codes(rows["pkey"]))
    day = rows["day"].to_numpy().astype("datetime64[D]").astype(np.int64)
    voice = rows["voice"].to_numpy().astype(np.int64)
    mask = np.zeros(len(rows), dtype=bool)
    for shift in (0, RUNNING_DAYS // 2):  # two overlapping calendars, so that no border parts neighbours
        mask |= _disputed(rows, chosen, combined(group, (day + shift) // RUNNING_DAYS), voice)
    return emitted("period_unclear", "running", rows, table, mask, group)
