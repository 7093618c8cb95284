"""What a pack's tables were made into is kept between runs, in the user's cache folder: making it takes a while.

A file holds plain JSON behind two digests: one of everything it was made from (tables, code, versions), one of its own
bytes. A file that is missing, unreadable, cut, changed or of other sources is made anew and never read; where nothing
can be written, nothing is kept. `IKILI_CACHE_DIR` names another folder; empty, it keeps nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
import unicodedata
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

_VARIABLE = "IKILI_CACHE_DIR"
_DIGEST = 64
# files of one name that stay: other versions of the program may run beside this one
_MOST = 6


def digest(paths: Iterable[Path]) -> str:
    """Return the digest of files and of all else that what is made from them depends on.

    Raises:
        OSError: A file cannot be read.
    """
    found = hashlib.sha256(f"{sys.version_info[:2]} {unicodedata.unidata_version}".encode())
    for path in paths:
        content = path.read_bytes()
        found.update(f"\n{path.name} {len(content)}\n".encode())
        found.update(content)
    return found.hexdigest()


def load(name: str, sources: str) -> Any:
    """Return what was kept under a name for sources with this digest, None where nothing sound is there."""
    folder = _folder()
    if folder is None:
        return None
    try:
        content = (folder / _file(name, sources)).read_bytes()
    except OSError:
        return None
    head, body = content[: 2 * _DIGEST], content[2 * _DIGEST :]
    if head != (sources + hashlib.sha256(body).hexdigest()).encode():
        return None
    return json.loads(body)


def keep(name: str, sources: str, plain: Any) -> None:
    """Keep plain data under a name for sources with this digest; where that cannot be, nothing happens."""
    folder = _folder()
    if folder is None:
        return
    body = json.dumps(plain, ensure_ascii=False, check_circular=False, separators=(",", ":")).encode()
    content = (sources + hashlib.sha256(body).hexdigest()).encode() + body
    with suppress(OSError):  # a full disk or a read-only one: the next run makes it again
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _replace(folder, _file(name, sources), content)
        _tidy(folder, name)


def _replace(folder: Path, file: str, content: bytes) -> None:
    """Write a file beside and move it into place, so that nobody reads half of it."""
    descriptor, beside = tempfile.mkstemp(prefix=f"{file}.", dir=folder)
    try:
        with os.fdopen(descriptor, "wb") as target:
            target.write(content)
        os.replace(beside, folder / file)  # noqa: PTH105
    except BaseException:
        with suppress(OSError):
            Path(beside).unlink()
        raise


def _tidy(folder: Path, name: str) -> None:
    """Delete all but the newest files of a name."""
    files = sorted(folder.glob(f"{name}-*"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files[_MOST:]:
        path.unlink(missing_ok=True)


def _file(name: str, sources: str) -> str:
    return f"{name}-{sources[:16]}.json"


def _folder() -> Path | None:
    """Return the folder for packs, None where there is no place for one."""
    chosen = os.environ.get(_VARIABLE)
    if chosen is not None:
        return Path(chosen) / "packs" if chosen else None
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local) / "ikili" / "packs" if local else None
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "ikili" / "packs"
    cache = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(cache) if Path(cache).is_absolute() else home / ".cache") / "ikili" / "packs"
