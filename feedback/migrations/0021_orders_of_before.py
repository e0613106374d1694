"""A work order for each case that a hotline or authority had passed on before."""

from django.db import migrations
from django.db.models import Q

TRANSFERS = ("h12345", "h12320", "petition", "authority", "insurance")


def load(apps, schema_editor):
    cases = apps.get_model("feedback", "Case").objects
    orders = apps.get_model("feedback", "WorkOrder").objects
    passed_on = ~Q(external_index="") | Q(channel__in=TRANSFERS)
    known = orders.values("case")
    pks = cases.filter(passed_on).exclude(pk__in=known).values_list("pk", flat=True)
    orders.bulk_create((orders.model(case_id=pk) for pk in pks.iterator()), batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("feedback", "0020_inbox_speed")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
