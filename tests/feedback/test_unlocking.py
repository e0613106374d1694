"""A code opens its case; guessing is counted, knowing is not."""

import pytest
from django.conf import settings

from feedback import services, tracking
from feedback.models import Case
from feedback.services import codes, unlocking
from portal import limits
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db
HOME, ELSEWHERE = "network one", "network two"


def stranger() -> str:
    return tracking.derive(codes.new_form_key(), key=b"x" * 32)


def guess(times: int, network: str = HOME) -> None:
    for _ in range(times):
        services.unlock(stranger(), network=network)


def test_the_right_code_opens_the_right_case() -> None:
    case, _other = CaseFactory(), CaseFactory()
    assert services.unlock(case.tracking_code, network=HOME) == case


def test_a_wrong_code_opens_nothing_and_counts() -> None:
    assert services.unlock(stranger(), network=HOME) is None
    assert (limits.count(unlocking.SCOPE, HOME), limits.count(unlocking.SCOPE)) == (1, 1)


@pytest.mark.parametrize(("typed", "error"), [("1", tracking.Malformed), ("1" * 20, tracking.Typo)])
def test_a_slip_counts_for_nothing(typed: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        services.unlock(typed, network=HOME)
    assert limits.count(unlocking.SCOPE) == 0


def test_a_slip_asks_the_database_nothing(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0), pytest.raises(tracking.Typo):  # type: ignore[operator]
        services.unlock("1" * 20, network=HOME)


def test_ten_wrong_codes_make_a_network_wait() -> None:
    guess(settings.WRONG_CODES_PER_NETWORK)
    with pytest.raises(services.TooManyTries):
        services.unlock(stranger(), network=HOME)


def test_who_guessed_at_the_same_moment_is_not_told_that_it_was_wrong(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    guess(settings.WRONG_CODES_PER_NETWORK)
    monkeypatch.setattr(limits, "counts", lambda *args: [0, 0])  # what they all had read
    with pytest.raises(services.TooManyTries):
        services.unlock(stranger(), network=HOME)
    assert limits.count(unlocking.SCOPE) == settings.WRONG_CODES_PER_NETWORK


def test_another_network_does_not_wait() -> None:
    case = CaseFactory()
    guess(settings.WRONG_CODES_PER_NETWORK)
    assert services.unlock(case.tracking_code, network=ELSEWHERE) == case


def test_many_networks_together_make_the_site_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "WRONG_CODES_PER_SITE", 3)
    for number in range(3):
        guess(1, f"network {number}")
    with pytest.raises(services.TooManyTries):
        services.unlock(stranger(), network=ELSEWHERE)


def test_sixty_people_behind_one_address_are_served() -> None:
    case = CaseFactory()
    assert {services.unlock(case.tracking_code, network=HOME) for _ in range(60)} == {case}


def test_a_revoked_code_opens_nothing() -> None:
    case = CaseFactory()
    Case.objects.update(code_digest=None)
    assert services.unlock(case.tracking_code, network=HOME) is None


def test_an_older_key_still_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    case = CaseFactory()
    newer = "bmV3ZXIta2V5LW9mLXRoaXJ0eS10d28tYnl0ZXMtISE="
    monkeypatch.setattr(settings, "HUIYIN_CODE_KEYS", [newer, *settings.HUIYIN_CODE_KEYS])
    assert services.unlock(case.tracking_code, network=HOME) == case
