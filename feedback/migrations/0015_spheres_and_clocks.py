"""Which categories belong to which restricted sphere, and the clocks that were missing.

Rules: ETH, PRV-01, CPL-03 and WRK are confidential; three working days until a callback and five for
the submitter's answer are our proposal, to be changed in the admin.
"""

from django.db import migrations
from django.db.models import F

SPHERES = {"ETH": "integrity", "PRV-01": "privacy", "CPL-03": "retaliation", "WRK": "staff"}
ROWS = [("callback", 5), ("question", 5)]


def load(apps, schema_editor):
    categories = apps.get_model("feedback", "Category").objects
    cases = apps.get_model("feedback", "Case").objects
    for code, sphere in SPHERES.items():
        under = categories.filter(code__startswith=code, confidential=True)
        under.update(sphere=sphere)
        cases.filter(restricted=True, categories__category__in=under).update(sphere=sphere)
    cases.filter(restricted=True, sphere="").update(sphere="other")
    # What lies with a department today has been taken on by it.
    cases.filter(lead__isnull=False).update(taken_on_at=F("received_at"))
    policies = apps.get_model("feedback", "DeadlinePolicy")
    for hospital in apps.get_model("portal", "Hospital").objects.all():
        for clock, days in ROWS:
            policies.objects.get_or_create(
                hospital=hospital,
                clock=clock,
                kind="",
                channel="",
                complexity="standard",
                defaults={"days": days, "unit": "working"},
            )


def clear(apps, schema_editor):
    apps.get_model("feedback", "DeadlinePolicy").objects.filter(clock="question").delete()


class Migration(migrations.Migration):
    dependencies = [("feedback", "0014_more_roles")]
    operations = [migrations.RunPython(load, clear)]
