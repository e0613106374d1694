"""The working calendar as announced by the State Council, from the table shipped beside the code."""

import csv
from pathlib import Path

from django.db import migrations

TABLE = Path(__file__).resolve().parent.parent / "data" / "calendar_cn.csv"


def load(apps, schema_editor):
    days = apps.get_model("feedback", "CalendarDay")
    with TABLE.open(encoding="utf-8", newline="") as file:
        days.objects.bulk_create([days(**row) for row in csv.DictReader(file)], ignore_conflicts=True)


def clear(apps, schema_editor):
    apps.get_model("feedback", "CalendarDay").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("feedback", "0001_cases")]
    operations = [migrations.RunPython(load, clear)]
