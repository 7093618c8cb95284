"""Runs the compilers over the staged sources: started by build.py in a process of its own, in their folder."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from mypyc.build import mypycify
from setuptools import Distribution
from setuptools.command.build_ext import build_ext

# a higher level takes twice as long to compile and reads no article faster
_LEVEL = "1"


class _Build(build_ext):  # type: ignore[misc]
    """Compiles as many files at a time as there are processors."""

    def build_extensions(self) -> None:
        """Compile all extensions."""
        compiler: Any = self.compiler
        one = compiler.compile

        def several(files: list[str], *args: Any, **options: Any) -> list[str]:
            with ThreadPoolExecutor(os.cpu_count()) as pool:
                return [name for names in pool.map(lambda file: one([file], *args, **options), files) for name in names]

        compiler.compile = several
        super().build_extensions()


def main() -> None:
    """Compile the files of the command line into the folder `out`."""
    extensions = mypycify(
        sys.argv[1:], opt_level=_LEVEL, debug_level="0", multi_file=True, group_name="ikili", target_dir="c"
    )
    made = Distribution({"name": "ikili", "ext_modules": extensions})
    command = _Build(made)
    command.build_lib, command.build_temp = "out", "temp"
    command.ensure_finalized()
    command.run()


if __name__ == "__main__":
    main()
