"""The groups of the complaint office and of the departments, with what they may do."""

from django.db import migrations

CASE = {
    "work_cases": "May work on all cases (complaint office)",
    "work_department_cases": "May work on the cases of the own department",
    "see_contact": "May see who submitted a case",
}
LISTS = ["department", "category", "calendarday", "deadlinepolicy"]
GROUPS = {
    "投诉管理人员 Complaint officers": ["work_cases", "see_contact"],
    "科室联络人 Department contacts": ["work_department_cases"],
}


def load(apps, schema_editor):
    # post_migrate, which makes permissions, runs only after all migrations.
    types = apps.get_model("contenttypes", "ContentType")
    permissions = apps.get_model("auth", "Permission")
    groups = apps.get_model("auth", "Group")

    def permission(model, codename, name):
        kind, _ = types.objects.get_or_create(app_label="feedback", model=model)
        return permissions.objects.get_or_create(
            content_type=kind, codename=codename, defaults={"name": name}
        )[0]

    admin_type, _ = types.objects.get_or_create(app_label="wagtailadmin", model="admin")
    admin, _ = permissions.objects.get_or_create(
        content_type=admin_type, codename="access_admin", defaults={"name": "Can access Wagtail admin"}
    )
    for name, codenames in GROUPS.items():
        group, _ = groups.objects.get_or_create(name=name)
        group.permissions.add(admin, *(permission("case", code, CASE[code]) for code in codenames))
    officers = groups.objects.get(name="投诉管理人员 Complaint officers")
    for model in LISTS:
        for verb in ("add", "change", "view"):
            officers.permissions.add(permission(model, f"{verb}_{model}", f"Can {verb} {model}"))


def clear(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=GROUPS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("feedback", "0004_policies"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]
    operations = [migrations.RunPython(load, clear)]
