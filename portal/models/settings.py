"""What every page says of the hospital: names, numbers, hours, filing numbers."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from portal.language import either
from portal.models.people import Hospital


@register_setting(icon="home")
class SiteSettings(BaseSiteSetting):
    """Names, numbers and hours shown on every page; what is empty is not shown."""

    hospital = models.ForeignKey(
        Hospital, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("hospital")
    )
    portal_name = models.CharField(_("portal name"), max_length=60, default="患者之声")
    portal_name_en = models.CharField(
        _("portal name in English"), max_length=80, default="Patient Voice"
    )
    telephone = models.CharField(_("telephone of the complaint office"), max_length=40, blank=True)
    emergency = models.CharField(_("emergency number"), max_length=20, default="120")
    hours = models.CharField(_("reception hours"), max_length=120, blank=True)
    hours_en = models.CharField(_("reception hours in English"), max_length=160, blank=True)
    counter = models.CharField(_("where the counter is"), max_length=160, blank=True)
    counter_en = models.CharField(_("where the counter is, in English"), max_length=200, blank=True)
    email = models.EmailField(_("public e-mail address"), blank=True)
    authority = models.CharField(_("supervising authority"), max_length=120, blank=True)
    authority_en = models.CharField(
        _("supervising authority in English"), max_length=160, blank=True
    )
    authority_telephone = models.CharField(
        _("telephone of the supervising authority"), max_length=40, blank=True
    )
    icp_number = models.CharField(
        _("ICP filing number"),
        max_length=40,
        blank=True,
        validators=[
            RegexValidator(
                r"^[一-龥]ICP备\d{8,10}号(-\d+)?$", _("Write it like 京ICP备12345678号-1.")
            )
        ],
    )
    police_number = models.CharField(
        _("public-security filing number"),
        max_length=40,
        blank=True,
        validators=[
            RegexValidator(
                r"^[一-龥]公网安备\s?\d{14}号$", _("Write it like 京公网安备 11010102000001号.")
            )
        ],
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("hospital"), FieldPanel("portal_name"), FieldPanel("portal_name_en")],
            _("Names"),
        ),
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in (
                    "telephone",
                    "emergency",
                    "hours",
                    "hours_en",
                    "counter",
                    "counter_en",
                    "email",
                )
            ],
            _("How to reach the complaint office"),
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("authority", "authority_en", "authority_telephone")],
            _("Who supervises the hospital"),
        ),
        MultiFieldPanel(
            [FieldPanel("icp_number"), FieldPanel("police_number")], _("Filing numbers")
        ),
    ]

    select_related = ["hospital"]  # every page shows its name

    class Meta:
        verbose_name = _("names and telephone numbers")

    @property
    def title(self) -> str:
        """Return the portal's name in the page's language."""
        return either(self.portal_name, self.portal_name_en)

    @property
    def hospital_name(self) -> str:
        """Return the hospital's name in the page's language."""
        return self.hospital.label if self.hospital else ""

    @property
    def opening(self) -> str:
        """Return the reception hours in the page's language."""
        return either(self.hours, self.hours_en)

    @property
    def place(self) -> str:
        """Return where the counter is, in the page's language."""
        return either(self.counter, self.counter_en)

    @property
    def supervisor(self) -> str:
        """Return the supervising authority in the page's language."""
        return either(self.authority, self.authority_en)
