"""Errors of the project: every message says where, what, and what to do.

IkiliError
├── ArticleError    an article that cannot be read (broken line, missing field, no date)
├── PackError       a language pack or reference table that contradicts itself
└── StoreError      the table cannot be opened, read or written
"""

from __future__ import annotations


class IkiliError(Exception):
    """Base of all errors that a user should read: "where: what - what to do".

    Args:
        where: File and line, table and key, or address.
        what: What is wrong, with the offending value.
        remedy: What the reader can do about it.
    """

    def __init__(self, where: str, what: str, remedy: str) -> None:
        super().__init__(f"{where}: {what} - {remedy}")
        self.where = where
        self.what = what
        self.remedy = remedy


class ArticleError(IkiliError):
    """An article that cannot be read; the other articles are not affected."""


class PackError(IkiliError):
    """A language pack or a reference table that contradicts itself."""


class StoreError(IkiliError):
    """The store cannot be opened, read or written."""
