"""The calendar's sources in Chinese, as the office reads them; a source the office wrote itself stays."""

import csv
import re
from pathlib import Path

from django.db import migrations

TABLE = Path(__file__).resolve().parent.parent / "data" / "calendar_cn.csv"
SHIPPED = re.compile(r".+, State Council notice for \d{4}")


def translate(apps, schema_editor):
    days = apps.get_model("feedback", "CalendarDay").objects
    with TABLE.open(encoding="utf-8", newline="") as file:
        sources = {row["date"]: row["source"] for row in csv.DictReader(file)}
    shipped = [
        day
        for day in days.all()
        if SHIPPED.fullmatch(day.source) and day.date.isoformat() in sources
    ]
    for day in shipped:
        day.source = sources[day.date.isoformat()]
    days.bulk_update(shipped, ["source"], batch_size=200)


class Migration(migrations.Migration):
    dependencies = [("feedback", "0007_old_entries_told")]
    operations = [migrations.RunPython(translate, migrations.RunPython.noop)]
