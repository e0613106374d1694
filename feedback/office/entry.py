"""One entry of the diary as colleagues read it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone


@dataclass(frozen=True)
class Entry:
    """One entry of the diary, ready to be read."""

    act: str
    title: str
    who: str
    side: str
    when: datetime
    text: str
    told: str
    public: bool
    news: str = ""
    # Whether the hour is told.
    exact: bool = True
    # The public page from which the submitter came.
    page: str = ""

    @property
    def shown(self) -> str:
        """Return the moment as it is read, in the hospital's time."""
        return f"{timezone.localtime(self.when):{'%Y-%m-%d %H:%M' if self.exact else '%Y-%m-%d'}}"

    @property
    def machine(self) -> str:
        """Return the moment for a machine, as exactly as it is told."""
        return timezone.localtime(self.when).isoformat() if self.exact else self.shown
