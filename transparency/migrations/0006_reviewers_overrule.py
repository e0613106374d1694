"""Reviewers may agree to what an editor wishes to let past the gate."""

from django.db import migrations

REVIEWERS = "隐私审核人 Privacy reviewers"
CODENAME = "overrule_gate"


def load(apps, schema_editor):
    # post_migrate, which makes permissions, runs only after all migrations.
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="transparency", model="passed"
    )
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind,
        codename=CODENAME,
        defaults={"name": "May let pass what the publish gate holds back"},
    )
    group = apps.get_model("auth", "Group").objects.filter(name=REVIEWERS).first()
    if group:
        group.permissions.add(permission)


def unload(apps, schema_editor):
    apps.get_model("auth", "Permission").objects.filter(codename=CODENAME).delete()


class Migration(migrations.Migration):
    dependencies = [("transparency", "0005_gate")]
    operations = [migrations.RunPython(load, unload)]
