"""Whether this machine can compile."""

from __future__ import annotations

import shlex
import shutil
import sysconfig
from importlib.util import find_spec
from pathlib import Path


def missing() -> str:
    """Return what compiling needs and this machine lacks, with how to get it; empty where nothing is lacking."""
    if find_spec("mypyc") is None or find_spec("setuptools") is None:
        return "mypy and setuptools are not installed (pip install 'ikili[compiled]')"
    command = shlex.split(sysconfig.get_config_var("CC") or "cc")[0]
    if shutil.which(command) is None:
        return f"there is no C compiler {command!r} (Debian: apt-get install gcc)"
    if not (Path(sysconfig.get_path("include")) / "Python.h").is_file():
        return "Python's headers are not installed (Debian: apt-get install python3-dev)"
    return ""
