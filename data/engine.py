"""Opening a database: address, connection settings, and database errors in words a user can act on."""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import StaticPool

from extractors.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import URL

URL_VARIABLE = "IKILI_DB_URL"
BUSY_MILLISECONDS = 30_000
CACHE_KILOBYTES = 16_000  # of pages that a connection keeps; the system keeps the rest, and memory stays flat
BULK_CACHE_KILOBYTES = 200_000  # a large batch touches every page of the indexes
_WRITER_LOCK = 7_103_251_904  # a number that all programs of this project agree on


def default_url() -> str:
    """The store's address: `IKILI_DB_URL`, or an SQLite file in the user's data folder."""
    return os.environ.get(URL_VARIABLE, "").strip() or f"sqlite:///{data_folder() / 'ikili.db'}"


def data_folder() -> Path:
    """Where programs of this user keep data, with a folder for this project."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "ikili"


def shown(url: URL) -> str:
    """The address for messages: without a password, a plain path for a file."""
    if url.get_backend_name() == "sqlite":
        return url.database or "memory"
    return url.render_as_string(hide_password=True)


def make_engine(url: str) -> Engine:
    """An engine with the settings of this project.

    Raises:
        StoreError: The address cannot be understood, or its driver is not installed.
    """
    try:
        address = make_url(url)
        backend = address.get_backend_name()
        if backend == "sqlite":
            return _sqlite(address)
        return create_engine(address, pool_pre_ping=True)
    except ArgumentError as error:
        raise StoreError(
            URL_VARIABLE, "no database address", "write sqlite:///file.db or postgresql://host/db"
        ) from error
    except NoSuchModuleError as error:
        raise StoreError(URL_VARIABLE, f"no dialect for {url.split(':', 1)[0]}", "use sqlite or postgresql") from error
    except ModuleNotFoundError as error:
        what = f"driver {error.name} is not installed"
        raise StoreError(URL_VARIABLE, what, "pip install 'ikili[postgres]'") from error


def _sqlite(address: URL) -> Engine:
    if address.database in (None, "", ":memory:"):
        engine = create_engine(address, poolclass=StaticPool, connect_args={"check_same_thread": False})
    else:
        folder = Path(str(address.database)).expanduser().parent
        with translated(shown(address)):
            folder.mkdir(parents=True, exist_ok=True)
        engine = create_engine(address, connect_args={"timeout": BUSY_MILLISECONDS / 1000})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by _begin_sqlite
    cursor = connection.cursor()
    try:
        cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
        cursor.execute("PRAGMA page_size=8192")  # of a new file: a claim is 900 bytes
        _write_ahead_log(cursor)
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute(f"PRAGMA cache_size=-{CACHE_KILOBYTES}")
        cursor.execute("PRAGMA wal_autocheckpoint=10000")
        cursor.execute("PRAGMA temp_store=MEMORY")
    finally:
        cursor.close()


def _write_ahead_log(cursor: Any) -> None:
    """Switch to WAL; two programs that open a new file at once can be told "locked" without any waiting."""
    if cursor.execute("PRAGMA journal_mode").fetchone()[0] in ("wal", "memory"):
        return
    deadline = time.monotonic() + BUSY_MILLISECONDS / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("ikili_write"):
        connection.exec_driver_sql(f"PRAGMA synchronous={'FULL' if options.get('ikili_durable') else 'NORMAL'}")
        cache = BULK_CACHE_KILOBYTES if options.get("ikili_bulk") else CACHE_KILOBYTES
        connection.exec_driver_sql(f"PRAGMA cache_size=-{cache}")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql("BEGIN")


@contextmanager
def writing(engine: Engine, *, durable: bool = False, bulk: bool = False) -> Iterator[Connection]:
    """One transaction that is the only writer of the store, in every program that uses it."""
    options = {"ikili_write": True, "ikili_durable": durable, "ikili_bulk": bulk}
    with engine.connect().execution_options(**options) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SET LOCAL lock_timeout = {BUSY_MILLISECONDS:d}"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _WRITER_LOCK})
        yield connection


_KNOWN_ERRORS = (
    ("lock timeout", "another program keeps the store locked", "try again; nothing of this batch was stored"),
    ("locked", "another program keeps the file locked", "close it or try again; nothing of this batch was stored"),
    ("disk is full", "the disk is full", "free some space and run again; what was acknowledged is stored"),
    ("disk i/o error", "the disk refused to write or read", "check free space and the disk, then run again"),
    ("readonly", "the file or its folder is read-only", "give write permission or set IKILI_DB_URL to another place"),
    ("unable to open", "the file cannot be opened", "check the path and the permissions of its folder"),
    ("not a database", "the file is no SQLite database", "restore it from a copy, or move it away and ingest again"),
    (
        "malformed",
        "the database is damaged",
        "restore it from a copy, or try `sqlite3 FILE .recover`",
    ),
)


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Turn errors of the database or the disk into a `StoreError` that says what to do."""
    try:
        yield
    except DBAPIError as error:
        raise StoreError(where, *_in_words(str(error.orig))) from error
    except sqlite3.Error as error:  # while a connection is set up, before SQLAlchemy looks
        raise StoreError(where, *_in_words(str(error))) from error
    except OSError as error:
        what = error.strerror or str(error)
        raise StoreError(where, what, "check the path, its permissions and free space") from error


def _in_words(message: str) -> tuple[str, str]:
    lowered = message.lower()
    for sign, what, remedy in _KNOWN_ERRORS:
        if sign in lowered:
            return f"{what} ({message.strip()})", remedy
    first = message.strip().splitlines()[0] if message.strip() else "unknown database error"
    if any(sign in lowered for sign in ("connection", "password", "does not exist")):
        return first, f"check {URL_VARIABLE} and that the server runs"
    return first, "see the message of the database; nothing of this batch was stored"
