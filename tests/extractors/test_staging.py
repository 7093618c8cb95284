"""What is compiled means what the sources mean: dataclasses written out, constants made final."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import sys
import types
from typing import Any

import pytest

from extractors.building.staging import staged

SOURCE = '''"""A module."""

from __future__ import annotations

from dataclasses import dataclass, field

LIMIT = 3
_NAMES: dict[str, int] = {"a": 1}


@dataclass(frozen=True, slots=True)
class Point:
    """A frozen one."""

    x: int
    y: float | None = None


@dataclass(slots=True)
class Line:
    """One with everything."""

    name: str
    points: list[Point] = field(default_factory=list)
    width: int = field(default=LIMIT, repr=False, compare=False)
    length: int = field(init=False)
    seen: set[str] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self.length = len(self.points)

    def longer(self) -> int:
        """Return a number."""
        return self.length + 1


@dataclass(slots=True, eq=False)
class Alone:
    """Equal to nothing but itself."""

    x: int
'''


def module(name: str, source: str) -> Any:
    made = types.ModuleType(name)
    sys.modules[name] = made
    exec(compile(source, name, "exec"), made.__dict__)
    return made


@pytest.fixture
def both() -> list[Any]:
    return [module("staging_plain", SOURCE), module("staging_staged", staged(SOURCE))]


def shown(value: object) -> object:
    return str(value).replace("staging_staged", "staging_plain")


def outcome(work: Any) -> object:
    try:
        return shown(work())
    except (TypeError, AttributeError) as error:
        return type(error)


def test_both_do_the_same(both: list[Any]) -> None:
    steps = [
        lambda m: m.Point(1),
        lambda m: m.Point(1, 2.5) == m.Point(1, 2.5),
        lambda m: m.Point(1) == m.Point(2),
        lambda m: m.Point(1) == (1, None),
        lambda m: hash(m.Point(1, 2)),
        lambda m: dataclasses.replace(m.Point(1, 2), y=3),
        lambda m: [f.name for f in dataclasses.fields(m.Line)],
        lambda m: pickle.loads(pickle.dumps(m.Point(4, 5))),
        lambda m: copy.copy(m.Point(4, 5)),
        lambda m: m.Point(),
        lambda m: m.Point(1, 2, 3),
        lambda m: m.Line("a", [m.Point(1)]),
        lambda m: m.Line("a", [m.Point(1)], width=9).width,
        lambda m: m.Line("a", width=1) == m.Line("a", width=2),
        lambda m: m.Line("a") == m.Line("b"),
        lambda m: m.Line("a").points is m.Line("a").points,
        lambda m: m.Line("a").longer(),
        lambda m: dataclasses.replace(m.Line("a"), points=[m.Point(1)]).length,
        lambda m: hash(m.Line("a")),
        lambda m: m.Alone(1) == m.Alone(1),
        lambda m: len({m.Alone(1), m.Alone(1)}),
        lambda m: (m.LIMIT, m._NAMES),
    ]
    for number, step in enumerate(steps):
        plain, written = (outcome(lambda m=m, step=step: step(m)) for m in both)
        assert plain == written, number


def test_nothing_is_equal_by_looking_into_what_is_the_same(both: list[Any]) -> None:
    """Fields are compared by identity first, as tuples do: a NaN is equal to itself."""
    nan = float("nan")
    assert [m.Point(1, nan) == m.Point(1, nan) for m in both] == [True, True]


def test_constants_are_final_and_classes_are_plain() -> None:
    text = staged(SOURCE)
    assert "\nLIMIT: _Final = 3\n" in text
    assert "\n_NAMES: _Final[dict[str, int]] = " in text
    assert "@dataclass" not in text


def test_a_tuple_of_another_one_is_called() -> None:
    """The compiler does not understand a starred tuple behind `in`; letters of two bytes before it shift nothing."""
    source = 'A = ("é", "b")\n\nSEEN = "é" in (*A, "ş"), "b" not in ("é", *A)\n'
    text = staged(source)
    assert 'in tuple((*A, "ş"))' in text
    assert 'not in tuple(("é", *A))' in text
    assert (
        module("staging_tuple", source).SEEN
        == module("staging_called", text.replace(": _Final", "")).SEEN
        == (True, False)
    )


def test_what_is_given_twice_is_not_final() -> None:
    text = staged(SOURCE + "\nLIMIT = 4\n")
    assert "LIMIT: _Final" not in text
    assert "_NAMES: _Final" in text


def test_what_writes_its_own_methods_stays() -> None:
    source = SOURCE.replace("    def longer(self) -> int:", "    def __eq__(self, other: object) -> bool:")
    assert staged(source).count("@dataclass") == 1


def test_a_module_without_either_stays_as_it_is() -> None:
    source = "from __future__ import annotations\n\n\ndef one() -> int:\n    return 1\n"
    assert staged(source) == source
