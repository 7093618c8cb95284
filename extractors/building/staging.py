"""What is compiled is a copy of the sources with two things written out that a compiler cannot know.

A constant in capitals is `Final`: then it is no look-up by name. A dataclass is a plain class with the methods that
`dataclass` would give it at run time: then they are machine code, and it is made five times as fast. The sources stay
as they are, and what both give is the same: see tests/extractors/test_staging.py and test_compiled.py.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_CONSTANT = re.compile(r"^(?P<name>_?[A-Z][A-Z0-9_]*)(?:: (?P<type>.+?))? = ", re.MULTILINE)
_FUTURE = "from __future__ import annotations\n"
_NAMES = """from dataclasses import field as _field, make_dataclass as _make_dataclass
from typing import Any as _Any, ClassVar as _ClassVar, Final as _Final


def _fields(name: str, given: list[tuple[str, type, _Any]]) -> dict[str, _Any]:
    made = _make_dataclass(name, given, init=False, repr=False, eq=False, match_args=False)
    known: dict[str, _Any] = vars(made)["__dataclass_fields__"]
    return known


"""
_INDENT = "    "
_WRITTEN = {"__init__", "__eq__", "__hash__", "__repr__"}


def staged(source: str) -> str:
    """Return a module as it is compiled."""
    given = Counter(found["name"] for found in _CONSTANT.finditer(source))
    text = _CONSTANT.sub(lambda found: _final(found, given), _written_out(_called_tuples(source)))
    return text if text == source else text.replace(_FUTURE, _FUTURE + _NAMES, 1)


def _called_tuples(source: str) -> str:
    """Return a module with `in (*A, "b")` as `in tuple((*A, "b"))`: the compiler does not understand the first."""
    lines = [line.encode() for line in source.splitlines(keepends=True)]  # columns are those of the bytes
    found = [
        node
        for made in ast.walk(ast.parse(source))
        if isinstance(made, ast.Compare)
        for node in made.comparators
        if isinstance(node, ast.Tuple) and any(isinstance(item, ast.Starred) for item in node.elts)
    ]
    for node in sorted(found, key=lambda node: (node.lineno, node.col_offset), reverse=True):
        last, end = (node.end_lineno or node.lineno) - 1, node.end_col_offset or 0
        lines[last] = lines[last][:end] + b")" + lines[last][end:]
        first, begin = node.lineno - 1, node.col_offset
        lines[first] = lines[first][:begin] + b"tuple(" + lines[first][begin:]
    return b"".join(lines).decode()


def _final(found: re.Match[str], given: Counter[str]) -> str:
    """Return the head of a constant as a final one, unless the module gives it twice."""
    if given[found["name"]] > 1:
        return found[0]
    return f"{found['name']}: _Final{'[' + found['type'] + ']' if found['type'] else ''} = "


def _written_out(source: str) -> str:
    """Return a module whose dataclasses are plain classes that do the same."""
    lines = source.splitlines(keepends=True)
    for made in reversed([node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)]):
        decorator = next((d for d in made.decorator_list if _called(d) == "dataclass"), None)
        fields = [node for node in made.body if isinstance(node, ast.AnnAssign)]
        if decorator is None or not fields or any(_called(base) != "Generic" for base in made.bases):
            continue
        methods = {node.name for node in made.body if isinstance(node, ast.FunctionDef)}
        if methods & _WRITTEN:
            continue
        options = _keywords(decorator)
        last = fields[-1].end_lineno or fields[-1].lineno
        lines[last:last] = [
            "\n",
            *_init(fields, "__post_init__" in methods),
            *_same(made.name, fields, options),
            *_shown(made.name, fields),
        ]
        for node in reversed(fields):
            if node.value is not None:
                first, end = node.lineno - 1, node.end_lineno or node.lineno
                lines[first:end] = [f"{_INDENT}{ast.unparse(node.target)}: {ast.unparse(node.annotation)}\n"]
        del lines[decorator.lineno - 1]
    return "".join(lines)


def _init(fields: list[ast.AnnAssign], has_more: bool) -> Iterator[str]:
    given: list[str] = []
    body: list[str] = []
    for node in fields:
        name, written = ast.unparse(node.target), ast.unparse(node.annotation)
        options = _options(node.value)
        factory, is_given = options.get("default_factory"), options.get("init") != "False"
        value = name
        if is_given and factory is not None:
            given.append(f"{name}: {written} | None = None")
            value = f"{name} if {name} is not None else {_call(factory)}"
        elif is_given:
            default = options.get("default")
            given.append(f"{name}: {written}" + (f" = {default}" if default is not None else ""))
        elif factory is not None or "default" in options:
            value = _call(factory) if factory is not None else options["default"]
        else:
            continue
        body.append(f"self.{name} = {value}")
    if has_more:
        body.append("self.__post_init__()")
    yield from _method(f"__init__(self, {', '.join(given)}) -> None", body)


def _same(name: str, fields: list[ast.AnnAssign], options: dict[str, str]) -> Iterator[str]:
    """Yield how two are compared: as their fields in turn, each by identity first, as tuples do."""
    if options.get("eq") == "False":
        return
    names = [ast.unparse(node.target) for node in fields if _options(node.value).get("compare") != "False"]
    each = [f"(self.{field} is other.{field} or self.{field} == other.{field})" for field in names]
    body = [f"if not isinstance(other, {name}):", f"{_INDENT}return NotImplemented", f"return {' and '.join(each)}"]
    yield from _method("__eq__(self, other: object) -> bool", body)
    if options.get("frozen") == "True":
        yield from _method(
            "__hash__(self) -> int", [f"return hash(({', '.join(f'self.{field}' for field in names)},))"]
        )


def _shown(name: str, fields: list[ast.AnnAssign]) -> Iterator[str]:
    """Yield how one is printed and copied, and what `dataclasses.replace` needs to know."""
    names = [(ast.unparse(node.target), _options(node.value)) for node in fields]
    shown = ", ".join(f"{field}={{self.{field}!r}}" for field, options in names if options.get("repr") != "False")
    yield from _method("__repr__(self) -> str", [f'return f"{name}({shown})"'])
    if all(options.get("init") != "False" for _, options in names):  # for pickle and copy
        own = "".join(f"self.{field}, " for field, _ in names)
        yield from _method("__reduce__(self) -> tuple[_Any, ...]", [f"return {name}, ({own})"])
    known = ", ".join(f'("{field}", object, _field(init={options.get("init", "True")}))' for field, options in names)
    yield f"{_INDENT}__dataclass_fields__: _ClassVar[dict[str, _Any]] = _fields({name!r}, [{known}])\n\n"


def _method(head: str, body: list[str]) -> Iterator[str]:
    yield f"{_INDENT}def {head}:\n"
    yield from (f"{_INDENT * 2}{line}\n" for line in body)
    yield "\n"


def _keywords(decorator: ast.expr) -> dict[str, str]:
    if not isinstance(decorator, ast.Call):
        return {}
    return {keyword.arg or "": ast.unparse(keyword.value) for keyword in decorator.keywords}


def _options(value: ast.expr | None) -> dict[str, str]:
    if value is None:
        return {}
    if isinstance(value, ast.Call) and _called(value) == "field":
        return {keyword.arg or "": ast.unparse(keyword.value) for keyword in value.keywords}
    return {"default": ast.unparse(value)}


def _call(factory: str) -> str:
    return factory.removeprefix("lambda:").strip() if factory.startswith("lambda:") else f"{factory}()"


def _called(node: ast.expr) -> str:
    """Return the name that is called, indexed or written."""
    while isinstance(node, ast.Call | ast.Subscript):
        node = node.func if isinstance(node, ast.Call) else node.value
    return ast.unparse(node)
