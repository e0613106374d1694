import base64
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.core import serializers
from django.core.exceptions import FieldError, ImproperlyConfigured, ValidationError
from django.db import connection, models
from django.db.models.functions import Cast
from django.test import override_settings
from django.test.utils import isolate_apps

from portal import crypto
from portal.crypto import EncryptedTextField, KeyMissing, Tampered

STORY = "我在候诊室等了四个小时。😷\r\n\r\nＴｅｌ：１３８"
OLD, NEW = (base64.urlsafe_b64encode(bytes([number]) * 32).decode() for number in (1, 2))


@pytest.fixture(autouse=True)
def _keys() -> Iterator[None]:
    with override_settings(HUIYIN_FIELD_KEYS=[OLD], HUIYIN_INDEX_KEY=NEW):
        yield


def model(name: str = "Note", **story: Any) -> type[models.Model]:
    """A model of this test alone, unknown to the rest of the house."""
    with isolate_apps():
        meta = type("Meta", (), {"app_label": "portal", "db_table": "test_sealed_note"})
        field = EncryptedTextField(**{"null": True, "blank": True, **story})
        parts = {"story": field, "__module__": __name__, "Meta": meta}
        return type(name, (models.Model,), {"id": models.IntegerField(primary_key=True), **parts})


@pytest.fixture
def note(db: None) -> type[models.Model]:
    kind = model()
    story = kind._meta.get_field("story").db_type(connection)
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE test_sealed_note (id integer PRIMARY KEY, story {story} NULL)"
        )
    return kind


def stored() -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("SELECT story FROM test_sealed_note")
        return bytes(cursor.fetchone()[0])


# --- Values and files -----------------------------------------------------------------------------
def test_what_was_sealed_opens_unchanged() -> None:
    photo = bytes(range(256)) * 40
    assert crypto.unseal(crypto.seal(photo, purpose="photo"), purpose="photo") == photo


def test_the_same_text_sealed_twice_does_not_look_the_same() -> None:
    assert crypto.seal(b"pain", purpose="a.B.c") != crypto.seal(b"pain", purpose="a.B.c")


def test_a_sealed_value_tells_the_key_it_needs() -> None:
    sealed = crypto.seal(b"pain", purpose="a.B.c")
    assert crypto.sealed_with(sealed) == crypto.current_key_id() == sealed[1:5].hex()


def test_after_a_change_of_keys_the_old_value_opens_and_the_new_key_seals() -> None:
    sealed = crypto.seal(b"pain", purpose="a.B.c")
    with override_settings(HUIYIN_FIELD_KEYS=[NEW, OLD]):
        assert crypto.unseal(sealed, purpose="a.B.c") == b"pain"
        assert crypto.sealed_with(crypto.seal(b"", purpose="a.B.c")) == crypto.known_key_ids()[0]
        assert crypto.sealed_with(sealed) == crypto.known_key_ids()[1]


def test_without_its_key_a_value_says_which_one_is_missing_and_nothing_else() -> None:
    sealed = crypto.seal(b"pain", purpose="a.B.c")
    with override_settings(HUIYIN_FIELD_KEYS=[NEW]), pytest.raises(KeyMissing) as told:
        crypto.unseal(sealed, purpose="a.B.c")
    assert sealed[1:5].hex() in str(told.value)
    assert sealed[5:].hex() not in str(told.value)


def test_no_changed_bit_goes_unnoticed() -> None:
    sealed = crypto.seal(b"pain", purpose="a.B.c")
    for place in range(len(sealed)):
        changed = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with pytest.raises((Tampered, KeyMissing)):
            crypto.unseal(changed, purpose="a.B.c")


@pytest.mark.parametrize("length", range(33))
def test_a_cut_value_does_not_open(length: int) -> None:
    sealed = crypto.seal(b"pain", purpose="a.B.c")
    with pytest.raises(Tampered):
        crypto.unseal(sealed[: min(length, len(sealed) - 1)], purpose="a.B.c")


def test_a_value_moved_to_another_column_does_not_open() -> None:
    with pytest.raises(Tampered):
        crypto.unseal(crypto.seal(b"pain", purpose="a.B.note"), purpose="a.B.story")


@pytest.mark.parametrize("keys", [[], [""], ["short"], ["?" * 44], [OLD, OLD[:-4]]])
def test_an_unusable_key_is_refused_without_being_shown(keys: list[str]) -> None:
    with override_settings(HUIYIN_FIELD_KEYS=keys), pytest.raises(ImproperlyConfigured) as told:
        crypto.seal(b"pain", purpose="a.B.c")
    assert not any(key and key in str(told.value) for key in keys)


def test_equal_numbers_have_equal_indexes_for_one_purpose_and_one_key_only() -> None:
    number = crypto.keyed_index("13800000000", purpose="phone")
    assert crypto.keyed_index("13800000000", purpose="phone") == number
    assert crypto.keyed_index("13800000000", purpose="record") != number
    with override_settings(HUIYIN_INDEX_KEY=OLD):
        assert crypto.keyed_index("13800000000", purpose="phone") != number


# --- The field ------------------------------------------------------------------------------------
@pytest.mark.parametrize("story", [STORY, "", None, "x" * 7_000, '{"sealed": ""}', "\0"])
def test_a_story_comes_back_as_it_was_told(note: Any, story: str | None) -> None:
    note.objects.create(id=1, story=story)
    assert note.objects.get().story == story


def test_the_database_holds_nothing_of_a_story(note: Any) -> None:
    note.objects.create(id=1, story=STORY)
    assert STORY.encode()[:6] not in stored()
    assert crypto.unseal(stored(), purpose="portal.Note.story") == STORY.encode()


def test_updates_and_bulk_writes_are_sealed_as_well(note: Any) -> None:
    row = note.objects.bulk_create([note(id=1, story="a")])[0]
    note.objects.update(story="b")
    row.story = "c"
    note.objects.bulk_update([row], ["story"])
    assert note.objects.values_list("story", flat=True).get() == "c"
    assert stored() != b"c"


def test_for_a_change_of_keys_the_sealed_bytes_can_be_read(note: Any) -> None:
    note.objects.create(id=1, story=STORY)
    row = note.objects.annotate(raw=Cast("story", models.BinaryField())).values("raw").get()
    assert crypto.sealed_with(bytes(row["raw"])) == crypto.current_key_id()


@pytest.mark.parametrize("lookup", ["", "__exact", "__icontains", "__in", "__gt", "__isnotthere"])
def test_nobody_can_search_in_sealed_text(note: Any, lookup: str) -> None:
    with pytest.raises(FieldError, match="encrypted"):
        note.objects.filter(**{f"story{lookup}": "pain"}).exists()


def test_whether_there_is_a_value_can_be_asked(note: Any) -> None:
    note.objects.create(id=1, story=None)
    assert note.objects.filter(story__isnull=True).exists()


@pytest.mark.usefixtures("note")
def test_a_story_copied_into_another_column_is_not_shown() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO test_sealed_note VALUES (1, %s)",
            [connection.Database.Binary(crypto.seal(b"Wang", purpose="feedback.Contact.name"))],
        )
    with pytest.raises(Tampered):
        model().objects.get()


def test_plain_text_in_the_column_is_not_taken_for_a_value(note: Any) -> None:
    with connection.cursor() as cursor:
        plain = connection.Database.Binary(b"never sealed")
        cursor.execute("INSERT INTO test_sealed_note VALUES (1, %s)", [plain])
    with pytest.raises(Tampered):
        note.objects.get()


def test_a_dump_holds_the_story_sealed_and_can_be_loaded() -> None:
    kind = model()
    text = serializers.serialize("json", [kind(id=1, story=STORY)], ensure_ascii=False)
    assert "候诊室" not in text
    value = json.loads(text)[0]["fields"]["story"]
    assert kind._meta.get_field("story").to_python(value) == STORY


@pytest.mark.parametrize("story", ["", None])
def test_an_empty_story_is_dumped_and_loaded_as_it_is(story: str | None) -> None:
    kind = model()
    value = json.loads(serializers.serialize("json", [kind(id=1, story=story)]))[0]["fields"][
        "story"
    ]
    assert kind._meta.get_field("story").to_python(value) == story


def test_a_stolen_value_typed_into_a_form_stays_what_was_typed() -> None:
    field = model()._meta.get_field("story")
    blob = base64.b64encode(crypto.seal(b"Wang", purpose=field.purpose)).decode()
    for typed in (blob, json.dumps({"sealed": blob})):
        assert field.clean(typed, None) == field.formfield().clean(typed) == typed


def test_a_form_shows_a_large_box_and_keeps_the_limit() -> None:
    field = model(max_length=5)._meta.get_field("story").formfield()
    assert isinstance(field.widget, forms.Textarea)
    with pytest.raises(ValidationError):
        field.clean("123456")


def test_the_limit_holds_without_a_form_too() -> None:
    with pytest.raises(ValidationError):
        model(max_length=5)(id=1, story="123456").clean_fields()


def test_an_empty_box_is_none_where_the_column_may_be_null() -> None:
    assert model()._meta.get_field("story").formfield().clean("") is None
    assert model(null=False)._meta.get_field("story").formfield().clean("") == ""


def test_a_migration_rebuilds_the_same_field() -> None:
    field = EncryptedTextField(max_length=5, blank=True, purpose="feedback.Case.tale")
    _name, path, args, kwargs = field.deconstruct()
    assert path == "portal.crypto.EncryptedTextField"
    assert kwargs == {"max_length": 5, "blank": True, "purpose": "feedback.Case.tale"}
    assert EncryptedTextField(*args, **kwargs).deconstruct() == field.clone().deconstruct()


def test_a_renamed_model_opens_its_old_values_by_their_old_purpose() -> None:
    renamed = model("Remark", purpose="portal.Note.story")._meta.get_field("story")
    assert renamed.purpose == model()._meta.get_field("story").purpose


@pytest.mark.parametrize("option", ["unique", "db_index"])
def test_an_index_on_sealed_text_is_a_mistake_told_at_start(option: str) -> None:
    errors = model(**{option: True})._meta.get_field("story").check()
    assert [error.id for error in errors] == ["portal.E001"]
