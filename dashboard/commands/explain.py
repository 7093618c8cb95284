"""`ikili explain`: an article as the extractor reads it - mentions in colour, rules as a tree, refusals and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.commands import articles

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from rich.console import Console
    from rich.text import Text
    from rich.tree import Tree

    from dashboard.commands.console import Commands
    from extractors.records import Article, Evidence, Mention, Observation, Rejected

_STYLES = {
    "place": "bold cyan",
    "period": "bold magenta",
    "indicator": "bold yellow",
    "product": "yellow",
    "speaker": "bold blue",
    "cue": "dim underline",
}
_QUANTITY = "bold green"
_REFUSED = "bold red"


def add_commands(commands: Commands) -> None:
    """Add `explain`."""
    parser = commands.add_parser(
        "explain",
        help="how each figure of an article was read, in colour",
        description="Shows the mentions in the text, the rules behind each observation, and what was rejected and why.",
    )
    articles.add_sources(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from rich.console import Console

    from extractors import extract, find_mentions

    console = Console(highlight=False)

    def show(article: Article) -> None:
        extraction = extract(article)
        _show_article(console, article, find_mentions(article), extraction.rejected)
        console.print()
        for observation in extraction.observations:
            console.print(_tree(article, observation))
        if not extraction.observations:
            console.print("no figure about a pair of economies")
        _show_rejected(console, extraction.rejected)

    return articles.run_each(arguments.files, show)


def _show_article(
    console: Console, article: Article, mentions: Sequence[Mention], rejected: Sequence[Rejected]
) -> None:
    from rich.text import Text

    console.rule(f"{article.id}  {article.published}", style="dim", align="left")
    legend = Text.assemble(
        ("quantity", _QUANTITY), " ", *[part for kind, style in _STYLES.items() for part in ((kind, style), " ")],
        ("rejected", _REFUSED),
    )  # fmt: skip
    console.print(legend)
    console.print()
    for field in ("title", "text"):
        text = Text(getattr(article, field), style="bold" if field == "title" else "")
        for mention in mentions:
            if mention.field == field:
                text.stylize(_STYLES.get(mention.kind, _QUANTITY), mention.start, mention.end)
        for refusal in rejected:
            if refusal.field == field:
                text.stylize(_REFUSED, refusal.start, refusal.end)
        if text.plain.strip():
            console.print(text)


def _tree(article: Article, observation: Observation) -> Tree:
    from rich.text import Text
    from rich.tree import Tree

    head = Text.assemble(
        (f"{observation.indicator} {observation.measure} ", "bold yellow"),
        (f"{_amount(observation)} {observation.unit}", _QUANTITY),
        "  ",
        (f"{observation.reporter} → {observation.partner}", "bold cyan"),
        f"  “{observation.quote}”  ",
        (f"confidence {observation.confidence:.2f}", "dim"),
    )
    tree = Tree(head, guide_style="dim")
    told = set()
    for evidence in observation.evidence:
        told.add(evidence.rule)
        tree.add(_reason(article, observation, evidence))
    for rule in observation.rules:
        if rule not in told:
            tree.add(Text(rule, style="dim"))
    return tree


def _reason(article: Article, observation: Observation, evidence: Evidence) -> Text:
    from rich.text import Text

    line = Text.assemble((f"{evidence.name} ", "bold"))
    if hasattr(observation, evidence.name):
        line.append(f"{getattr(observation, evidence.name)} ")
    if evidence.field is not None and evidence.start is not None:
        line.append(f"“{getattr(article, evidence.field)[evidence.start : evidence.end]}” ", style="italic")
    return line.append(evidence.rule, style="dim")


def _amount(observation: Observation) -> str:
    upper = f" to {observation.value_max:,f}" if observation.value_max is not None else ""
    bound = "" if observation.bound == "exact" else f"{observation.bound} "
    return f"{bound}{observation.value:,f}{upper}"


def _show_rejected(console: Console, rejected: Sequence[Rejected]) -> None:
    from rich.text import Text
    from rich.tree import Tree

    if not rejected:
        return
    tree = Tree(Text("rejected", style=_REFUSED), guide_style="dim")
    for refusal in rejected:
        tree.add(Text.assemble(f"“{refusal.quote}” {refusal.reason} ", (refusal.rule, "dim")))
    console.print(tree)
