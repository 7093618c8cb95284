"""Old stores to the present schema, one numbered step at a time.

A step is a module `v0002_what_it_does.py` with `def upgrade(connection) -> None`. Each runs in one transaction together
with the new version number, so a crash leaves the old version or the new one. Steps are never edited once released.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect

from data.engine import writing
from data.schema import SCHEMA_VERSION, metadata, schema_version
from extractors.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

_STEP = re.compile(r"v(\d{4})_\w+")


@cache
def steps() -> dict[int, Callable[[Connection], None]]:
    """Version that a step leads to -> the step."""
    found: dict[int, Callable[[Connection], None]] = {}
    for module in pkgutil.iter_modules(__path__):
        if match := _STEP.fullmatch(module.name):
            found[int(match[1])] = importlib.import_module(f"{__name__}.{module.name}").upgrade
    return found


def bring_up_to_date(engine: Engine, where: str, *, target: int = SCHEMA_VERSION) -> list[int]:
    """Make the tables in an empty database, or take an old one to the present version.

    Returns:
        The versions that were stepped to; empty if nothing was to do.

    Raises:
        StoreError: The database is newer than this program, or holds tables of another program.
    """
    done: list[int] = []
    with engine.connect() as connection:
        if _version(connection, where) == target:
            return done
    while True:
        with writing(engine) as connection:
            version = _version(connection, where)
            if version == target:
                return done
            if version > target:
                what = f"made by a newer version (schema {version}, this program knows {target})"
                raise StoreError(where, what, "update the program; the file was not touched")
            if version == 0:
                metadata.create_all(connection)
                reached = target
            else:
                reached = version + 1
                steps()[reached](connection)
                connection.execute(schema_version.delete())
            connection.execute(schema_version.insert().values(version=reached))
            done.append(reached)


def _version(connection: Connection, where: str) -> int:
    """Version of the store, 0 for an empty database."""
    tables = set(inspect(connection).get_table_names())
    if schema_version.name in tables:
        return int(connection.execute(schema_version.select()).scalar_one())
    if foreign := sorted(tables & set(metadata.tables)):
        what = f"holds tables of another program ({', '.join(foreign)})"
        raise StoreError(where, what, "give this project a database of its own")
    return 0
