"""The deadlines a hospital begins with: 5 working days, 10 with several departments (rule R4)."""

from django.db import migrations

ROWS = [
    # clock, kind, channel, complexity, days, unit
    ("acknowledge", "", "", "standard", 1, "working"),
    ("reply", "", "", "on_the_spot", 0, "working"),
    ("reply", "", "", "standard", 5, "working"),
    ("reply", "", "", "several", 10, "working"),
    ("reply", "suggestion", "", "standard", 10, "working"),
    ("reply", "compliment", "", "standard", 10, "working"),
    ("reply", "", "petition", "standard", 60, "calendar"),
]


def load(apps, schema_editor):
    policies = apps.get_model("feedback", "DeadlinePolicy")
    for hospital in apps.get_model("portal", "Hospital").objects.all():
        for clock, kind, channel, complexity, days, unit in ROWS:
            policies.objects.get_or_create(
                hospital=hospital,
                clock=clock,
                kind=kind,
                channel=channel,
                complexity=complexity,
                defaults={"days": days, "unit": unit},
            )


def clear(apps, schema_editor):
    apps.get_model("feedback", "DeadlinePolicy").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("feedback", "0003_taxonomy"), ("portal", "0003_first_hospital")]
    operations = [migrations.RunPython(load, clear)]
