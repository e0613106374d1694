"""Under which terms anybody may use the figures; the house's own choice by two settings."""

from typing import NamedTuple

from django.conf import settings

# The one whose terms we can say in a sentence; of another the reader finds them at its address.
ATTRIBUTION = "CC-BY-4.0"


class Licence(NamedTuple):
    """A licence by its short name (SPDX) and where it can be read."""

    name: str
    address: str

    @property
    def is_attribution(self) -> bool:
        """Say whether it asks for nothing but to be named."""
        return self.name == ATTRIBUTION


def licence() -> Licence:
    """Return the licence of all published figures."""
    return Licence(settings.DATA_LICENCE, settings.DATA_LICENCE_URL)
