"""The two-level taxonomy, from the table shipped beside the code; labels may be edited afterwards."""

import csv
from pathlib import Path

from django.db import migrations

TABLE = Path(__file__).resolve().parent.parent / "data" / "categories.csv"


def load(apps, schema_editor):
    categories = apps.get_model("feedback", "Category")
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in sorted(rows, key=lambda row: bool(row["parent"])):
        parent = categories.objects.filter(code=row["parent"]).first()
        categories.objects.get_or_create(
            code=row["code"],
            defaults={
                "parent": parent,
                "name": row["name_zh"],
                "name_en": row["name_en"],
                "hcat": row["hcat"],
                "owner": row["owner_zh"],
                "confidential": row["confidential"] == "1",
                "asks_safety": row["asks_safety"] == "1",
                "sort": int(row["sort"]),
            },
        )


def clear(apps, schema_editor):
    categories = apps.get_model("feedback", "Category")
    categories.objects.filter(parent__isnull=False).delete()
    categories.objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("feedback", "0002_calendar")]
    operations = [migrations.RunPython(load, clear)]
