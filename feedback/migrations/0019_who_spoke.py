"""Under which key a submitter is known, for the cases that are here already."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def load(apps, schema_editor):
    contacts = apps.get_model("feedback", "Contact").objects.filter(case=OuterRef("pk"))
    cases = apps.get_model("feedback", "Case").objects.filter(submitter_key="")
    for column in ("phone_index", "email_index"):
        known = contacts.exclude(**{column: ""})
        with_one = cases.filter(contact__isnull=False).exclude(**{f"contact__{column}": ""})
        with_one.update(submitter_key=Subquery(known.values(column)[:1]))


class Migration(migrations.Migration):
    dependencies = [("feedback", "0018_callback_centre")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
