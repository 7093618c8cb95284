"""Polls of feeds: whose turn it is, what each answer holds, and what becomes of every entry."""

from __future__ import annotations

import logging
import time
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from data.feed_list import FeedPlan, FeedState
from data.fetching import FEEDS, PAGES, Answer, FailedError, FetchError, StatusError
from data.ingest import Extract, ingest
from data.readers import Source
from data.readers.feeds import Entry, entry_article, parse_feed
from data.readers.web import fetched
from extractors.errors import ArticleError, IkiliError
from extractors.records import Article

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from data.manners import Manners
    from data.store import Store

ATTEMPTS = 3
LONGEST_PAUSE = 24 * 3600.0
FEED_TYPES = FEEDS | {"text/html", "text/plain", "application/octet-stream"}

_log = logging.getLogger("ikili.watch")


@dataclass
class WatchReport:
    """What a watch has done so far; `failures` holds the last of each address."""

    polls: int = 0
    unchanged: int = 0
    entries: int = 0
    new: int = 0
    known: int = 0
    without_figures: int = 0
    failed: int = 0
    failures: dict[str, str] = field(default_factory=dict)

    def summary(self) -> str:
        """One line, for the end and for logs."""
        return (
            f"polls {self.polls}, unchanged {self.unchanged}, entries {self.entries}, new {self.new}, "
            f"known {self.known}, without figures {self.without_figures}, failed {self.failed}"
        )

    def fail(self, error: IkiliError) -> None:
        """Counts a failure and keeps its words."""
        self.failed += 1
        self.failures.pop(error.where, None)
        self.failures[error.where] = f"{error.what} - {error.remedy}"
        while len(self.failures) > 1000:
            del self.failures[next(iter(self.failures))]


@dataclass
class _Poll:
    """One answer of a feed that is being worked through."""

    plan: FeedPlan
    state: FeedState
    answer: Answer
    outlet: str | None
    idents: list[str]
    waiting: deque[Entry]
    ready: list[Article] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    incomplete: bool = False


class FeedPolls:
    """The turn of feeds and pages; each step is one request at most."""

    def __init__(
        self, plans: Sequence[FeedPlan], states: dict[str, FeedState], store: Store, manners: Manners,
        report: WatchReport, extract: Extract | None,
    ) -> None:  # fmt: skip
        self._plans = list(plans)
        self._states = states
        self._store = store
        self._manners = manners
        self._report = report
        self._extract = extract
        self._due = {plan.url: 0.0 for plan in plans}
        self._asked: set[str] = set()
        self._polls: dict[str, _Poll] = {}
        self._finished = False
        for plan in plans:
            states.setdefault(plan.url, FeedState())

    def take_finished(self) -> bool:
        """Whether a poll has ended since the last call."""
        finished, self._finished = self._finished, False
        return finished

    def step(self, *, once: bool) -> float | None:
        """Does the next thing that may be done now.

        Returns:
            Seconds to wait before the next step (0: at once), or None when nothing is left to do.
        """
        waits: list[float] = []
        for url, poll in list(self._polls.items()):
            wait = self._manners.wait(poll.waiting[0].link or poll.plan.url)
            if wait <= 0:
                self._polls[url] = self._polls.pop(url)  # to the back: polls take turns
                self._guarded(self._page, poll)
                return 0.0
            waits.append(wait)
        for plan in self._plans:
            wait_or_never = self._time_to_ask(plan, once=once)
            if wait_or_never is None:
                continue
            if wait_or_never <= 0:
                self._asked.add(plan.url)
                self._guarded(self._ask, plan)
                return 0.0
            waits.append(wait_or_never)
        return min(waits) if waits else None

    def settle(self) -> None:
        """Before a stop: stores what unfinished polls have brought; the rest of them is read again next time."""
        for poll in self._polls.values():
            if poll.ready and self._stored(poll):
                poll.state.entries.update(dict.fromkeys(poll.done, 0))
        self._polls.clear()

    def _guarded(self, action: Callable[[Any], None], subject: FeedPlan | _Poll) -> None:
        """Runs a step; a fault of ours in one feed is logged with its trace, and costs that feed only."""
        try:
            action(subject)
        except Exception as fault:
            plan = subject if isinstance(subject, FeedPlan) else subject.plan
            _log.exception("%s: a fault in the program", plan.url)
            self._polls.pop(plan.url, None)
            what = f"a fault in the program ({type(fault).__name__}: {fault})"
            self._fail(plan, self._states[plan.url], ArticleError(plan.url, what, "report it with the feed"))

    def _time_to_ask(self, plan: FeedPlan, *, once: bool) -> float | None:
        """Seconds until a feed is to be asked; None for never (again)."""
        state = self._states[plan.url]
        if plan.url in self._polls or state.gone or (once and plan.url in self._asked):
            return None
        patience = state.not_before - time.time()
        if once and patience > 0:
            return None
        due = patience if once else max(patience, self._due[plan.url] - time.time())
        return max(due, self._manners.wait(state.url or plan.url))

    def _ask(self, plan: FeedPlan) -> None:
        """Asks one feed and lines up its entries."""
        state = self._states[plan.url]
        url = state.url or plan.url
        self._report.polls += 1
        self._due[plan.url] = time.time() + plan.every
        try:
            answer = self._manners.get(
                url, delay=plan.delay, accept=FEED_TYPES, etag=state.etag, modified=state.modified
            )
            if answer.not_modified:
                self._report.unchanged += 1
                self._succeed(plan, state, answer)
                return
            feed = parse_feed(answer.body, answer.url, url=answer.url, charset=answer.charset)
        except (FetchError, ArticleError) as error:
            self._fail(plan, state, error)
            return
        if feed.damage:
            what = f"the feed is damaged after {len(feed.entries)} entries ({feed.damage})"
            self._report.fail(ArticleError(answer.url, what, "tell the site's owner"))
        fresh = [entry for entry in feed.entries if state.entries.get(entry.ident) != 0]
        self._report.entries += len(fresh)
        idents = [entry.ident for entry in feed.entries]
        poll = _Poll(plan, state, answer, plan.outlet or feed.title, idents, deque(fresh))
        if not poll.waiting:
            self._finish(poll)
        elif plan.pages:
            self._polls[plan.url] = poll
        else:
            while poll.waiting:
                self._own_text(poll, poll.waiting.popleft())
            self._finish(poll)

    def _page(self, poll: _Poll) -> None:
        """Reads the page of the next entry of a poll."""
        entry = poll.waiting.popleft()
        if entry.link is None:
            self._own_text(poll, entry)
        else:
            try:
                answer = self._manners.get(entry.link, delay=poll.plan.delay, accept=PAGES)
            except FetchError as error:
                self._without_page(poll, entry, error)
            else:
                item = fetched(answer)
                if isinstance(item, Article):
                    self._take(poll, entry, _completed(item, entry, poll.plan.outlet))
                else:
                    self._report.fail(item)
                    self._own_text(poll, entry)
        if not poll.waiting:
            self._polls.pop(poll.plan.url, None)
            self._finish(poll)

    def _without_page(self, poll: _Poll, entry: Entry, error: FetchError) -> None:
        """A page that cannot be had: tried again at later polls if that can help, else the feed's own words do."""
        self._report.fail(error)
        passing = isinstance(error, FailedError) and not (isinstance(error, StatusError) and 400 <= error.status < 429)
        attempts = poll.state.entries.get(entry.ident, 0) + 1
        if passing and attempts < ATTEMPTS:
            poll.state.entries[entry.ident] = attempts
            poll.incomplete = True
        else:
            self._own_text(poll, entry)

    def _own_text(self, poll: _Poll, entry: Entry) -> None:
        """Takes what the feed itself holds of an entry."""
        try:
            self._take(poll, entry, entry_article(entry, poll.outlet))
        except ArticleError as error:
            self._report.fail(error)
            poll.done.append(entry.ident)

    def _take(self, poll: _Poll, entry: Entry, article: Article) -> None:
        poll.ready.append(article)
        poll.done.append(entry.ident)

    def _finish(self, poll: _Poll) -> None:
        """Stores what a poll has brought, then remembers it as dealt with."""
        if poll.ready and not self._stored(poll):
            return
        for ident in poll.done:
            poll.state.entries[ident] = 0
        poll.state.forget_but(poll.idents)
        self._succeed(poll.plan, poll.state, poll.answer, incomplete=poll.incomplete)

    def _stored(self, poll: _Poll) -> bool:
        """Whether the articles of a poll got into the store; if not, the feed is tried again later."""
        lines = "".join(article.model_dump_json() + "\n" for article in poll.ready)
        source = Source(poll.answer.url, data=lines.encode("utf-8", "replace"), media_type="application/jsonl")
        try:
            done = ingest(source, self._store, extract=self._extract)
        except IkiliError as error:
            self._fail(poll.plan, poll.state, error)
            return False
        self._report.new += done.new
        self._report.known += done.known
        self._report.without_figures += done.without_figures
        for where, what, remedy in done.failures:
            self._report.fail(ArticleError(where, what, remedy))
        return True

    def _succeed(self, plan: FeedPlan, state: FeedState, answer: Answer, *, incomplete: bool = False) -> None:
        state.failures = 0
        state.not_before = 0.0
        if incomplete:
            state.etag = state.modified = None  # the feed must come whole again, for the entries that are missing
        elif not answer.not_modified:
            state.etag, state.modified = answer.etag, answer.last_modified
        if answer.moved_for_good:
            _log.warning("%s: has moved to %s - change the list", plan.url, answer.url)
            state.url = answer.url
        wish = min(answer.max_age or 0.0, 6 * 3600.0)
        self._due[plan.url] = max(self._due[plan.url], time.time() + wish)
        self._finished = True

    def _fail(self, plan: FeedPlan, state: FeedState, error: IkiliError) -> None:
        """A feed that failed waits twice as long each time, or as long as its server asks."""
        self._report.fail(error)
        state.failures += 1
        pause = min(plan.every * 2.0 ** min(state.failures - 1, 20), LONGEST_PAUSE)
        if isinstance(error, FetchError) and error.retry_after is not None:
            pause = max(pause, min(error.retry_after, 7 * LONGEST_PAUSE))
        state.not_before = time.time() + pause
        if isinstance(error, StatusError) and error.status == 410:
            state.gone = True
        if state.url is not None:
            state.url = None  # the new place fails: the listed one is asked again
        _log.warning("%s: %s - again in %.0f s", plan.url, error, pause)
        self._finished = True


def _completed(article: Article, entry: Entry, outlet: str | None) -> Article:
    """The page's article, with what the feed knows better: a day where the page's is weak, a missing headline."""
    changes: dict[str, object] = {}
    if article.date_is_weak and entry.published is not None and not entry.date_is_weak:
        changes |= {"published": entry.published, "date_is_weak": False}
    if not article.title and entry.title:
        changes["title"] = entry.title
    if outlet:
        changes["outlet"] = outlet
    return article.model_copy(update=changes) if changes else article
