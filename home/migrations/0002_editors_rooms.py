"""Editors keep the privacy notice, the site's names and numbers, and start translations.

Wagtail's own two groups and their review, which nobody here belongs to, go out of use.
"""

from django.db import migrations

EDITORS = "宣传编辑 Communications editors"
MAY = [
    ("portal", "privacynotice", "add_privacynotice", "Can add privacy notice"),
    ("portal", "privacynotice", "change_privacynotice", "Can change privacy notice"),
    ("portal", "privacynotice", "view_privacynotice", "Can view privacy notice"),
    ("portal", "sitesettings", "change_sitesettings", "Can change names and telephone numbers"),
    ("simple_translation", "simpletranslation", "submit_translation", "Can submit translations"),
]
WAGTAILS_GROUPS = ["Moderators", "Editors"]
WAGTAILS_REVIEW = "Moderators approval"


def load(apps, schema_editor):
    # post_migrate, which makes permissions, runs only after all migrations.
    types = apps.get_model("contenttypes", "ContentType")
    permissions = apps.get_model("auth", "Permission")
    groups = apps.get_model("auth", "Group")
    editors = groups.objects.get(name=EDITORS)
    for app, model, codename, name in MAY:
        kind, _ = types.objects.get_or_create(app_label=app, model=model)
        editors.permissions.add(
            permissions.objects.get_or_create(
                content_type=kind, codename=codename, defaults={"name": name}
            )[0]
        )
    apps.get_model("wagtailcore", "Workflow").objects.filter(name=WAGTAILS_REVIEW).update(active=False)
    groups.objects.filter(name__in=WAGTAILS_GROUPS, user=None).delete()


def clear(apps, schema_editor):
    editors = apps.get_model("auth", "Group").objects.filter(name=EDITORS).first()
    if editors:
        codenames = [codename for _, _, codename, _ in MAY]
        editors.permissions.remove(*editors.permissions.filter(codename__in=codenames))
    apps.get_model("wagtailcore", "Workflow").objects.filter(name=WAGTAILS_REVIEW).update(active=True)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_first_pages"),
        ("transparency", "0002_review"),
        ("portal", "0003_first_hospital"),
        ("simple_translation", "0001_initial"),
    ]
    operations = [migrations.RunPython(load, clear)]
