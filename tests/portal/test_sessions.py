"""A session is made with one question, and each has a key of its own."""

from typing import Any

import pytest
from django.contrib.sessions.backends.base import CreateError

from portal.sessions import SessionStore


@pytest.mark.django_db
def test_a_new_session_is_written_without_asking_first(django_assert_num_queries: Any) -> None:
    session = SessionStore()
    session["word"] = "echo"
    with django_assert_num_queries(3):  # a savepoint, the row, and the savepoint let go
        session.save()
    assert SessionStore(session.session_key)["word"] == "echo"


@pytest.mark.django_db
def test_a_key_that_is_taken_is_never_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    first = SessionStore()
    first.create()
    keys = iter([first.session_key, "another-key-that-nobody-has-yet-1"])
    monkeypatch.setattr(SessionStore, "_get_new_session_key", lambda self: next(keys))
    second = SessionStore()
    second.create()
    assert second.session_key != first.session_key


@pytest.mark.django_db
def test_a_row_that_is_there_is_not_written_over() -> None:
    first = SessionStore()
    first.create()
    with pytest.raises(CreateError):
        SessionStore(first.session_key).save(must_create=True)
