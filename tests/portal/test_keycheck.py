import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from portal import keycheck

pytestmark = pytest.mark.django_db
OTHER = "A" * 43 + "="


def test_a_house_opens_again_with_the_same_keys() -> None:
    keycheck.verify()
    keycheck.verify()


@pytest.mark.parametrize(
    ("setting", "value"),
    [("HUIYIN_FIELD_KEYS", [OTHER]), ("HUIYIN_CODE_KEYS", [OTHER]), ("HUIYIN_INDEX_KEY", OTHER)],
)
def test_a_house_with_another_key_stays_shut(setting: str, value: str | list[str]) -> None:
    keycheck.verify()
    with override_settings(**{setting: value}), pytest.raises(ImproperlyConfigured, match=setting):
        keycheck.verify()


def test_a_new_key_before_the_old_one_opens(settings) -> None:
    keycheck.verify()
    settings.HUIYIN_FIELD_KEYS = [OTHER, *settings.HUIYIN_FIELD_KEYS]
    keycheck.verify()
