"""Editors who write and submit, reviewers who approve, and the workflow that leads past the review."""

from django.db import migrations

EDITORS, REVIEWERS = "宣传编辑 Communications editors", "隐私审核人 Privacy reviewers"
NAME = "公开前审核 Publication review"
PAGES = {EDITORS: ["add", "change", "publish", "lock", "unlock"], REVIEWERS: []}
IMAGES = ["add", "change", "choose"]


def load(apps, schema_editor):
    groups = {
        name: apps.get_model("auth", "Group").objects.get_or_create(name=name)[0] for name in PAGES
    }
    permission = _permissions(apps)
    for group in groups.values():
        group.permissions.add(permission("wagtailadmin", "admin", "access_admin", "Can access Wagtail admin"))
    groups[EDITORS].permissions.add(
        permission("transparency", "release", "publish_release", "May freeze and publish figures")
    )
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    for name, verbs in PAGES.items():
        for verb in verbs:
            apps.get_model("wagtailcore", "GroupPagePermission").objects.get_or_create(
                group=groups[name],
                page=root,
                permission=permission("wagtailcore", "page", f"{verb}_page", f"Can {verb} page"),
            )
    collection = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    for verb in IMAGES:
        apps.get_model("wagtailcore", "GroupCollectionPermission").objects.get_or_create(
            group=groups[EDITORS],
            collection=collection,
            permission=permission("wagtailimages", "image", f"{verb}_image", f"Can {verb} image"),
        )
    _lay_workflow(apps, groups[REVIEWERS])


def _permissions(apps):
    # post_migrate, which makes permissions, runs only after all migrations.
    types = apps.get_model("contenttypes", "ContentType")

    def permission(app, model, codename, name):
        kind, _ = types.objects.get_or_create(app_label=app, model=model)
        return apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=kind, codename=codename, defaults={"name": name}
        )[0]

    return permission


def _lay_workflow(apps, reviewers):
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="transparency", model="privacyreviewtask"
    )
    tasks = apps.get_model("transparency", "PrivacyReviewTask").objects
    task = tasks.filter(name="隐私审核 Privacy review").first() or tasks.create(
        name="隐私审核 Privacy review", active=True, content_type=kind
    )
    task.groups.add(reviewers)
    workflow, _ = apps.get_model("wagtailcore", "Workflow").objects.get_or_create(
        name=NAME, defaults={"active": True}
    )
    apps.get_model("wagtailcore", "WorkflowTask").objects.get_or_create(
        workflow=workflow, task_id=task.pk, defaults={"sort_order": 0}
    )


def clear(apps, schema_editor):
    apps.get_model("wagtailcore", "Workflow").objects.filter(name=NAME).delete()
    apps.get_model("transparency", "PrivacyReviewTask").objects.all().delete()
    apps.get_model("auth", "Group").objects.filter(name__in=PAGES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("transparency", "0001_publishing"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailimages", "0027_image_description"),
    ]
    operations = [migrations.RunPython(load, clear)]
