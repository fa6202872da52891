"""For every test of the server: a key to sign with, and a way to clear tables that refuse to be cleared."""

from typing import Any

from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import settings as hypothesis_settings

# No test is timed: a loaded machine is not a fault in the code.
hypothesis_settings.register_profile("untimed", deadline=None)
hypothesis_settings.load_profile("untimed")

settings.SECRET_KEY = "tests only"
_clear = TransactionTestCase._fixture_teardown


def _clear_without_guards(case: Any) -> None:
    """Tests that commit clear every table afterwards, and entries refuse that: lower the guards just for it."""
    from kingfisher.records import guards

    with connection.schema_editor() as editor:
        guards.take_down(None, editor)
    try:
        _clear(case)
    finally:
        with connection.schema_editor() as editor:
            guards.put_up(None, editor)


TransactionTestCase._fixture_teardown = _clear_without_guards
