"""Know stories and names again in either script: fingerprints are taken anew, names hashed anew."""

from django.db import migrations

from feedback import names
from portal.crypto import Unreadable, keyed_index

BATCH = 500


def take_anew(apps, schema_editor):
    """Have the next sweep read every story again."""
    apps.get_model("feedback", "Case").objects.exclude(fingerprinted_at=None).update(
        fingerprinted_at=None
    )


def index_names(apps, schema_editor):
    """Hash every name anew: one in traditional characters or with another dot has another hash now."""
    Contact = apps.get_model("feedback", "Contact")
    known = list(Contact.objects.exclude(name_index="").order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(known), BATCH):
        changed = []
        for pk in known[start : start + BATCH]:
            try:
                contact = Contact.objects.only("pk", "name", "name_index").get(pk=pk)
            except Unreadable:
                continue
            plain = names.normalised(contact.name)
            index = keyed_index(plain, purpose="name") if plain else ""
            if index != contact.name_index:
                contact.name_index = index
                changed.append(contact)
        Contact.objects.bulk_update(changed, ["name_index"])


class Migration(migrations.Migration):
    dependencies = [("feedback", "0024_names_kept_before")]

    operations = [
        migrations.RunPython(take_anew, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(index_names, migrations.RunPython.noop, elidable=True),
    ]
