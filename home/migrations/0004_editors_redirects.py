"""Editors keep the redirects: where an old address leads when a page has moved or is gone."""

from django.db import migrations

EDITORS = "宣传编辑 Communications editors"
CODENAMES = {name: f"Can {name.partition('_')[0]} redirect" for name in ("add_redirect", "change_redirect", "delete_redirect")}


def load(apps, schema_editor):
    # post_migrate, which makes permissions, runs only after all migrations.
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="wagtailredirects", model="redirect"
    )
    editors = apps.get_model("auth", "Group").objects.get(name=EDITORS)
    permissions = apps.get_model("auth", "Permission").objects
    for codename, name in CODENAMES.items():
        editors.permissions.add(
            permissions.get_or_create(content_type=kind, codename=codename, defaults={"name": name})[0]
        )


def clear(apps, schema_editor):
    editors = apps.get_model("auth", "Group").objects.filter(name=EDITORS).first()
    if editors:
        editors.permissions.remove(*editors.permissions.filter(codename__in=CODENAMES))


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0003_news"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]
    operations = [migrations.RunPython(load, clear)]
