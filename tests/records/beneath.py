"""Changing rows beneath the program, as someone with the file in their hands would: the guards taken down first."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from kingfisher.records import guards


@contextmanager
def guards_down() -> Iterator[None]:
    _run(guards.statements_down(connection.vendor))
    try:
        yield
    finally:
        _run(guards.statements(connection.vendor))


def _run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def change(sql: str, values: list[Any] | None = None) -> int:
    """Run one statement beneath Django and return how many rows it changed."""
    with guards_down(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.rowcount)
