"""Make the names of submitters known again that were kept before there was a hash of them."""

from django.db import migrations

from feedback import names
from portal.crypto import Unreadable, keyed_index

BATCH = 500


def index_names(apps, schema_editor):
    Contact = apps.get_model("feedback", "Contact")
    waiting = list(Contact.objects.filter(name_index="").order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(waiting), BATCH):
        changed = []
        for pk in waiting[start : start + BATCH]:
            try:
                contact = Contact.objects.only("pk", "name").get(pk=pk)
            except Unreadable:
                continue
            plain = names.normalised(contact.name)
            if plain:
                contact.name_index = keyed_index(plain, purpose="name")
                changed.append(contact)
        Contact.objects.bulk_update(changed, ["name_index"])


class Migration(migrations.Migration):
    dependencies = [("feedback", "0023_names_known_again")]

    operations = [migrations.RunPython(index_names, migrations.RunPython.noop, elidable=True)]
