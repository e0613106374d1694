"""One hospital to begin with; its names are edited in the admin."""

from django.db import migrations


def open_house(apps, schema_editor):
    apps.get_model("portal", "Hospital").objects.get_or_create(
        code="main", defaults={"name": "本院", "name_en": "This hospital"}
    )


class Migration(migrations.Migration):
    dependencies = [("portal", "0002_building")]
    operations = [migrations.RunPython(open_house, migrations.RunPython.noop)]
