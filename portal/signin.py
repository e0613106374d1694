"""The sign-in of staff: wrong passwords are counted by account, and above a number the account waits."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms.auth import LoginForm

from portal import limits
from portal.crypto import keyed_index

SCOPE = "sign_in"


class SignInForm(LoginForm):
    """Wagtail's sign-in with a memory. Unknown accounts are counted too, so that it tells nobody apart."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")

    def clean(self) -> Any:
        """Refuse even the right password while the account waits."""
        account = keyed_index(self.data.get("username", "").strip().casefold(), purpose="account")
        if not limits.take(SCOPE, account, most=settings.WRONG_PASSWORDS):
            minutes = -(-limits.seconds_to_wait() // 60)
            raise ValidationError(
                _("Too many wrong passwords. Please wait %(minutes)s minutes and try again.")
                % {"minutes": minutes}
            )
        cleaned = super().clean()  # raises for a wrong password, which so stays counted
        limits.give_back(SCOPE, account)
        return cleaned
