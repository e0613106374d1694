"""The management and the oversight seat, and what officers may do with the new lists."""

from django.db import migrations

GROUPS = {
    "院领导 Hospital management": {"approve_cases": "May approve extensions and replies (management)"},
    "监督席 Oversight seat": {
        "oversee_cases": "May read cases without persons and texts (oversight)"
    },
}
OFFICERS = "投诉管理人员 Complaint officers"
LISTS = ["replytemplate", "noticewording", "absence"]


def load(apps, schema_editor):
    types = apps.get_model("contenttypes", "ContentType")
    permissions = apps.get_model("auth", "Permission")
    groups = apps.get_model("auth", "Group")

    def permission(model, codename, name):
        kind, _ = types.objects.get_or_create(app_label="feedback", model=model)
        return permissions.objects.get_or_create(
            content_type=kind, codename=codename, defaults={"name": name}
        )[0]

    admin = permissions.objects.get(
        content_type__app_label="wagtailadmin", codename="access_admin"
    )
    for name, may in GROUPS.items():
        group, _ = groups.objects.get_or_create(name=name)
        group.permissions.add(admin, *(permission("case", code, said) for code, said in may.items()))
    officers = groups.objects.filter(name=OFFICERS).first()
    for model in LISTS if officers else []:
        for verb in ("add", "change", "delete", "view"):
            officers.permissions.add(permission(model, f"{verb}_{model}", f"Can {verb} {model}"))


def clear(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=GROUPS).delete()


class Migration(migrations.Migration):
    dependencies = [("feedback", "0013_kinship"), ("feedback", "0005_roles")]
    operations = [migrations.RunPython(load, clear)]
