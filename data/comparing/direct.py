"""Claims against claims: rounding, revision, disagreement, mirror, period unclear.

Every class is the same test (`disputes.disputed`) with other groups and parties:

class            group                                   party
disagreement     key and period (and side of a balance)  voice; one voice on one day: the article
same source      key, period, voice and article          the statement (an article may mean two things: no alarm)
revision         key, period and voice                   day; said on several days: the statement
mirror           flow from A to B, period                whose statistics: exports of A or imports of B
period unclear   key and the year last completed         with a period or without; without: the voice
rounding         key and period                          (intervals meet, values differ)

So a claim that joins can only add rows to a finding or add a finding: nothing found before goes away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from data.comparing.disputes import disputed, met
from data.comparing.findings import Finding, StatementTable, emitted
from data.comparing.groups import shared
from data.comparing.natures import ADDITIVE, EVENTS, LISTS, MIRRORS, SIGNED_MIRRORS, STOCKS
from data.comparing.rows import Bools, Ints, among, codes, combined
from data.comparing.sides import flow_sides
from data.comparing.traces import FORMER

if TYPE_CHECKING:
    import pandas as pd

# Two statements about a year that is still running are compared if they were made within about this many days.
RUNNING_DAYS = 30

# A stock may have grown in between: two sizes of it are an alarm if they are about moments within about so many days.
STOCK_DAYS = 90

# A gap below this is no question to a text that names no period.
WORTH_ASKING = 0.02

_HALF = 6


def direct_findings(rows: pd.DataFrame, table: StatementTable) -> list[Finding]:
    """Return all findings between stated claims about one thing; only what happened (status `actual`) is compared here.

    Args:
        rows: Statements as `sides.one_sided` gives them.
        table: The table over these rows.
    """
    # what once was, nobody says when, contradicts nothing
    actual = rows["actual"].to_numpy() & (rows["apart"].to_numpy() != FORMER)
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


def _near(rows: pd.DataFrame, chosen: Bools, group: Ints, party: Ints, moment: Ints, days: int) -> Bools:
    """Return the mask of rows that another party contradicts about a moment not far from theirs."""
    mask = np.zeros(len(rows), dtype=bool)
    if chosen.any():
        for shift in (0, days // 2):  # two overlapping calendars, so that no border parts neighbours
            mask |= _disputed(rows, chosen, combined(group, (moment + shift) // days), party)
    return mask


def _same_key(rows: pd.DataFrame, table: StatementTable, actual: Bools) -> list[Finding]:
    """Return disagreements, revisions and roundings: the same key and the same stated period."""
    dated = actual & ~among(rows, "pkey", "") & ~rows["running"].to_numpy()
    group = combined(rows["key"].to_numpy(), codes(rows["pkey"]))
    dated &= (np.bincount(group[dated], minlength=len(rows)) > 1)[group]  # who says a thing alone is not contradicted
    voice = rows["voice"].to_numpy().astype(np.int64)
    day, source = combined(rows["day"].to_numpy()), codes(rows["source"])
    by_voice, by_side = combined(group, voice), combined(group, rows["side"].to_numpy())
    each = np.arange(len(rows), dtype=np.int64)
    others = _disputed(rows, dated, by_side, voice)
    same_day = _disputed(rows, dated, combined(by_voice, day), source)
    same_source = _disputed(rows, dated, combined(by_voice, source), each)
    again = (rows["last_day"] != rows["day"]).to_numpy()  # said on several days, so on another day than any other
    later = _disputed(rows, dated, by_voice, np.where(again, len(rows) + each, day))
    first_later = _disputed(rows, dated, by_voice, day)  # the rest was first said on one day, which is alarm enough
    value = combined(rows["canon"].to_numpy(), rows["value_max"].fillna(-np.pi).to_numpy())
    close = np.zeros(len(rows), dtype=bool)
    close[dated] = met(group[dated], value[dated], rows["lo"].to_numpy()[dated], rows["hi"].to_numpy()[dated])
    only_one_voice = same_day & ~shared(by_side, others)
    several = (others | same_day) & ~only_one_voice
    # of two contracts on one day, both may well exist
    quiet = among(rows, "indicator", *EVENTS, *LISTS) | _one_article(rows, several, by_side)
    quiet |= _told_as_mirror(rows, dated, group, voice)
    stock = dated & among(rows, "indicator", *STOCKS) & among(rows, "measure", "level")
    moment = rows["moment"].to_numpy()
    at_once = _near(rows, stock, by_side, voice, moment, STOCK_DAYS)
    quiet |= stock & ~shared(by_side, at_once)
    grown = _near(rows, stock, by_voice, combined(rows["day"].to_numpy()), moment, STOCK_DAYS)
    grown = (stock & ~shared(by_voice, grown)) | ~shared(by_voice, first_later)
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
        *emitted("revision", "", rows, table, later & ~grown, by_voice, about="voice_name"),
        *emitted("revision", "", rows, table, later & grown, by_voice, about="voice_name", alarm=False),
        *emitted("rounding", "", rows, table, close, group, alarm=False),
    ]


def _told_as_mirror(rows: pd.DataFrame, dated: Bools, group: Ints, voice: Ints) -> Bools:
    """Return the balances whose quarrel is between both sides' statistics, by the office beside the unnamed figures."""
    balance = dated & among(rows, "indicator", *SIGNED_MIRRORS)
    if not balance.any():
        return balance
    by_side, by_lent = combined(group, rows["side"].to_numpy()), combined(group, rows["lent"].to_numpy())
    within = _disputed(rows, balance, by_lent, voice)
    return balance & ~shared(by_side, within)


def _one_article(rows: pd.DataFrame, mask: Bools, group: Ints) -> Bools:
    """Return the rows of groups whose marked rows are one article and at most one named voice beside it.

    What an article says in its own name next to its speaker is most often about something else, or the speaker's too.
    """
    places = np.flatnonzero(mask)
    count = int(group.max(initial=-1)) + 1
    named = places[~rows["silent"].to_numpy()[places]]
    sources = _distinct(group[places], codes(rows["source"])[places], count)
    voices = _distinct(group[named], rows["voice"].to_numpy()[named], count)
    one = (sources == 1) & (voices <= 1)
    return np.asarray(one[group], dtype=bool)


def _distinct(group: Ints, member: Ints, count: int) -> Ints:
    """Return how many different members each of the groups 0 to `count` has."""
    _, first = np.unique(combined(group, member), return_index=True)
    return np.bincount(group[first], minlength=count)


def _mirror(rows: pd.DataFrame, table: StatementTable, actual: Bools) -> list[Finding]:
    """Return where the exports of one side and the imports of the other contradict each other."""
    chosen = actual & among(rows, "indicator", *MIRRORS) & ~among(rows, "pkey", "")
    if not chosen.any():
        return []
    exporter, importer = flow_sides(rows)
    group = combined(
        exporter, importer, codes(rows["measure"]), codes(rows["product"]), codes(rows["unit"]), codes(rows["pkey"]),
        rows["apart"].to_numpy(),
    )  # fmt: skip
    mask = _disputed(rows, chosen, group, codes(rows["indicator"]))
    return emitted("mirror", "", rows, table, mask, group)


def _balance_mirror(rows: pd.DataFrame, table: StatementTable, actual: Bools) -> list[Finding]:
    """Return where one side's balance is not the other side's with the sign turned."""
    chosen = actual & among(rows, "indicator", *SIGNED_MIRRORS) & ~among(rows, "pkey", "")
    if not chosen.any():
        return []
    group = combined(rows["key"].to_numpy(), codes(rows["pkey"]))
    mask = _disputed(rows, chosen, group, rows["side"].to_numpy())
    return emitted("mirror", "", rows, table, mask | _mirror_beside_offices(rows, chosen, group), group)


def _mirror_beside_offices(rows: pd.DataFrame, chosen: Bools, group: Ints) -> Bools:
    """Return where what an article says in its own name, beside an office, contradicts the other side.

    Such a figure stands for each side whose office the article names: another office adds, and takes nothing away.
    """
    lent = [np.flatnonzero(chosen & rows[name].to_numpy()) for name in ("by_from", "by_to")]
    at = np.concatenate([np.flatnonzero(chosen & ~rows["silent"].to_numpy()), *lent])
    named = rows["side"].to_numpy()[at[: len(at) - len(lent[0]) - len(lent[1])]]
    party = np.concatenate([named, codes(rows["from"])[lent[0]], codes(rows["to"])[lent[1]]])
    mask = np.zeros(len(rows), dtype=bool)
    found = disputed(group[at], party, rows["lo"].to_numpy()[at], rows["hi"].to_numpy()[at])
    mask[at[found]] = True
    return mask


def _undated(rows: pd.DataFrame, table: StatementTable, actual: Bools) -> list[Finding]:
    """Return where a level without a period ("trade now stands at ...") contradicts the last completed year.

    Nobody said which year it was about, so this is a question to the text and not a contradiction. In the second half
    of a year the year itself may be meant; that is asked aloud only where nothing is known of the year before.
    """
    plain = actual & among(rows, "measure", "level") & ~among(rows, "indicator", *STOCKS, *EVENTS)
    bare = plain & among(rows, "pkey", "")
    yearly = plain & among(rows, "freq", "A") & ~rows["running"].to_numpy()
    if not bare.any():
        return []
    key, said = rows["key"].to_numpy(), rows["said"].to_numpy()
    late = bare & (rows["day"].dt.month.to_numpy() > _HALF)
    last, this = (np.where(bare, said - back, rows["year"].to_numpy()) for back in (1, 0))
    both = combined(np.concatenate([key, key]), np.concatenate([last, this]))
    of_last, of_this = both[: len(rows)], both[len(rows) :]
    mask = _disputed(rows, (bare | yearly) & shared(of_last, bare), of_last, bare.astype(np.int64))
    mask |= _disputed(rows, bare, of_last, rows["voice"].to_numpy().astype(np.int64))
    again = _disputed(rows, (late | yearly) & shared(of_this, late), of_this, bare.astype(np.int64))
    known = late & shared(of_last, yearly)
    open_to = ~shared(of_this, again & late & ~known)
    found = []
    for year, group, rows_of, alarm in ((last, of_last, mask, True), (this, of_this, again & ~open_to, True),
                                        (this, of_this, again & open_to, False)):  # fmt: skip
        if rows_of.any():
            years, place = np.unique(year, return_inverse=True)
            names = np.array([str(number) for number in years.tolist()], dtype=object)
            shown = table.with_column("pkey", names[place].tolist())
            found += emitted("period_unclear", "undated", rows, shown, rows_of, group, alarm=alarm, worth=WORTH_ASKING)
    return found


def _running(rows: pd.DataFrame, table: StatementTable, actual: Bools) -> list[Finding]:
    """Return where two figures "so far this year", given at about the same time, contradict each other."""
    chosen = actual & rows["running"].to_numpy() & among(rows, "indicator", *ADDITIVE)
    if not chosen.any():
        return []
    group = combined(rows["key"].to_numpy(), codes(rows["pkey"]))
    day = rows["day"].to_numpy().astype("datetime64[D]").astype(np.int64)
    mask = _near(rows, chosen, group, rows["voice"].to_numpy().astype(np.int64), day, RUNNING_DAYS)
    return emitted("period_unclear", "running", rows, table, mask, group, worth=WORTH_ASKING)
