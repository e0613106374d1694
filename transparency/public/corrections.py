"""The log of everything published that was corrected or withdrawn, the last first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from portal import edition, navigation
from portal.models import SiteSettings
from transparency import correcting
from transparency.models import Tombstone, TransparencyPage


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """Show the log; what stands below its title is drawn once an edition."""
    kept = ("corrections", *navigation.where(request))
    log = edition.kept(kept, lambda: _drawn(request))
    return render(request, "transparency/corrections.html", {"log": log})


def _drawn(request: HttpRequest) -> SafeString:
    hospital_id = SiteSettings.for_request(request).hospital_id
    language = navigation.language()
    found = {
        "corrections": correcting.corrections(hospital_id),
        "since": correcting.first_publication(hospital_id),
        "stones": list(Tombstone.objects.all()),
        "overview": TransparencyPage.objects.live().filter(locale__language_code=language).first(),
        "is_english": language == "en",
        "request": request,
    }
    return render_to_string("transparency/components/corrections.html", found)
