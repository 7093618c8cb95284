"""`ikili official`: files of official statistics into the store; the user names the columns of an unknown table."""

from __future__ import annotations

import argparse
import shlex
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.commands import console

if TYPE_CHECKING:
    from data.reference import ReferenceFile
    from data.reference_readers.mapping import Mapping
    from data.reference_readers.table import Table
    from data.store import Store

_ROLES = (
    "reporter, partner, period (or across, for heads that are periods), month, flow, value, exports, imports, unit, "
    "product"
)
_SETTINGS = (
    "reporter, partner, flow, unit, scale (thousand, million, billion), decimal (. or ,), valuation (FOB, CIF, "
    "usual), source"
)
_SCALES = {"one": 0, "thousand": 3, "million": 6, "billion": 9}


def add_commands(commands: console.Commands) -> None:
    """Add `official`."""
    parser = commands.add_parser(
        "official",
        help="official statistics (IMF, Comtrade, SDMX or a table of your own) into the store",
        description="Reads files of official statistics and keeps them beside the bundled ones; nothing is loaded "
        "twice. A table with columns of its own is read once each column has been named with --map.",
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="FILE", help="CSV, JSON, xlsx, SDMX-ML, or a zip")
    parser.add_argument(
        "--map",
        dest="columns",
        action="append",
        default=[],
        type=_named,
        metavar="ROLE=COLUMN",
        help=f"what a column means; roles: {_ROLES}",
    )
    parser.add_argument(
        "--set",
        dest="settings",
        action="append",
        default=[],
        type=_named,
        metavar="NAME=VALUE",
        help=f"what holds for all rows; names: {_SETTINGS}",
    )
    parser.add_argument("--vintage", type=date.fromisoformat, metavar="DAY", help="day of the data (default: today)")
    parser.add_argument("--dry-run", action="store_true", help="say what would be loaded, and load nothing")
    parser.set_defaults(run=_run)


def _named(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name:
        raise argparse.ArgumentTypeError(f"{text!r} has no =: write NAME=VALUE")
    return name.strip(), value.strip()


def _run(arguments: argparse.Namespace) -> int:
    from data.store import open_store

    mapping = _mapping(arguments.columns, arguments.settings)
    day = (arguments.vintage or date.today()).isoformat()
    with open_store() as store:
        codes = [_take(store, path, mapping, day, dry=arguments.dry_run) for path in arguments.paths]
    return max(codes)


def _mapping(columns: list[tuple[str, str]], settings: list[tuple[str, str]]) -> Mapping | None:
    """What the user says of the columns; None where nothing is said.

    Raises:
        MisuseError: A role or setting does not exist.
    """
    from data.reference_readers.mapping import Mapping

    if not columns and not settings:
        return None
    said: dict[str, str | int | bool] = {}
    said.update(_column(role, head) for role, head in columns)
    said.update(_setting(name, text) for name, text in settings)
    return Mapping(**said)  # type: ignore[arg-type]


def _column(role: str, head: str) -> tuple[str, str | bool]:
    from data.reference_readers.mapping import COLUMN_ROLES

    if role == "across" or (role == "period" and head == "across"):
        return "across", True
    if role not in COLUMN_ROLES:
        raise console.MisuseError(f"--map {role}=: no such role - use one of {_ROLES}")
    return role, head


def _setting(name: str, text: str) -> tuple[str, str | int]:
    from data.reference_readers.mapping import place

    if name in {"reporter", "partner"}:
        code = place(text)
        if code is None:
            raise console.MisuseError(f"--set {name}={text}: no such place - use an ISO code such as TUR")
        return f"{name}_is", code
    if name in {"flow", "unit"}:
        return f"{name}_is", text
    if name == "scale":
        if text not in _SCALES:
            raise console.MisuseError(f"--set scale={text}: use one of {', '.join(_SCALES)}")
        return name, _SCALES[text]
    if name not in {"decimal", "valuation", "source"}:
        raise console.MisuseError(f"--set {name}=: no such setting - use one of {_SETTINGS}")
    return name, text


def _take(store: Store, path: Path, mapping: Mapping | None, day: str, *, dry: bool) -> int:
    """One file; a file that cannot be read does not keep the others out."""
    from extractors.errors import IkiliError

    try:
        read = _read(path, mapping, day)
    except OSError as error:
        console.say(f"{path}: {error.strerror or error} - check the path and its permissions")
        return console.FAILED
    except IkiliError as error:
        console.say(str(error))
        return console.FAILED
    new = 0 if dry else store.add_reference(value.model_dump() for value in read.values)
    told = "would be loaded" if dry else f"{new} new, {len(read.values) - new} already known"
    print(f"{path}: {read.shape}, {len(read.values)} values; {told}", flush=True)
    for reason, number in read.left_out.items():
        print(f"  left out, {reason}: {number}", flush=True)
    return console.OK


def _read(path: Path, mapping: Mapping | None, day: str) -> ReferenceFile:
    from data.reference import parse_mapped, parse_reference, table_in
    from data.reference_readers import UnknownShapeError

    content = path.read_bytes()
    if mapping is not None:
        return parse_mapped(content, path.name, day, mapping)
    try:
        return parse_reference(content, path.name, day)
    except UnknownShapeError as error:
        heads, looks = _looks_like(table_in(content, path.name))
        remedy = f"its columns are {heads}; as far as they show: {looks or 'nothing'}. Check that and run it with these"
        raise UnknownShapeError(str(path), error.what, remedy) from error


def _looks_like(table: Table) -> tuple[str, str]:
    """The heads, and options that say what they look like."""
    from data.reference_readers.mapping import COLUMN_ROLES, suggested

    guess = suggested(table)
    words = [f"--map {shlex.quote(f'{role}={head}')}" for role in COLUMN_ROLES if (head := getattr(guess, role))]
    words += ["--map across="] if guess.across else []
    words += [f"--set unit={guess.unit_is}"] if guess.unit_is else []
    words += [f"--set scale={name}" for name, power in _SCALES.items() if power and power == guess.scale]
    return "; ".join(table.heads), " ".join(words)
