"""The callback centre, the scripts it begins with, and who may edit the new lists."""

from django.db import migrations

CENTRE = "回访中心 Callback centre"
OFFICERS = "投诉管理人员 Complaint officers"
LISTS = ["callscript", "subjectmapping"]
SCRIPTS = {
    "replied": (
        "您好，这里是医院回访中心，想就您反映的事项听听您的意见，大约需要两分钟，现在方便吗？\n"
        "您收到我们的答复了吗？答复讲清楚了吗？\n"
        "您反映的问题解决了吗？已解决、部分解决，还是未解决？\n"
        "您对这次处理满意吗？很满意、满意、基本满意、不满意，还是很不满意？\n"
        "还有什么需要我们转告承办科室的吗？\n"
        "如果您不满意，可以申请重新办理，我现在就为您登记。感谢您的配合，祝您健康。",
        "Good day, this is the hospital's callback centre. May I ask you about the matter you told us "
        "of? It takes about two minutes.\n"
        "Did our answer reach you, and was it clear?\n"
        "Is the matter resolved, partly resolved, or not resolved?\n"
        "How satisfied are you: very satisfied, satisfied, fairly satisfied, dissatisfied, or very "
        "dissatisfied?\n"
        "Is there anything the department should hear?\n"
        "If you are not satisfied we can take the case up again; I will note it now. Thank you, and "
        "good health.",
    ),
    "discharged": (
        "您好，这里是医院回访中心，您最近在我院出院，想了解您的恢复情况和住院感受，现在方便吗？\n"
        "出院后身体恢复得怎么样？出院医嘱和用药都清楚吗？\n"
        "住院期间有没有哪里让您不方便或不满意？\n"
        "总的来说，您对这次住院满意吗？很满意、满意、基本满意、不满意，还是很不满意？\n"
        "有没有想表扬的科室，或者希望我们改进的地方？我可以为您登记并给您查询码。\n"
        "如果您不希望再接到回访电话，请告诉我。感谢您的配合，祝您健康。",
        "Good day, this is the hospital's callback centre. You were discharged recently; may I ask how "
        "you are and how your stay was?\n"
        "How have you been since, and are the doctor's advice and your medicines clear?\n"
        "Was there anything in the hospital that was difficult or displeased you?\n"
        "How satisfied were you on the whole: very satisfied, satisfied, fairly satisfied, "
        "dissatisfied, or very dissatisfied?\n"
        "Is there a department you would like to praise, or something we should improve? I can write "
        "it down and give you a tracking code.\n"
        "If you would rather not be called again, please say so. Thank you, and good health.",
    ),
}


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
    call = permission(
        "case", "call_back", "May call submitters and patients back (callback centre)"
    )
    centre, _ = groups.objects.get_or_create(name=CENTRE)
    centre.permissions.add(admin, call)
    officers = groups.objects.filter(name=OFFICERS).first()
    for model in LISTS if officers else []:
        for verb in ("add", "change", "delete", "view"):
            officers.permissions.add(permission(model, f"{verb}_{model}", f"Can {verb} {model}"))
    scripts = apps.get_model("feedback", "CallScript").objects
    for occasion, (text, text_en) in SCRIPTS.items():
        scripts.get_or_create(occasion=occasion, defaults={"text": text, "text_en": text_en})


def clear(apps, schema_editor):
    # The group itself stays, with whoever was put into it, and may do nothing.
    for group in apps.get_model("auth", "Group").objects.filter(name=CENTRE):
        group.permissions.clear()
    apps.get_model("feedback", "CallScript").objects.filter(occasion__in=SCRIPTS).delete()


class Migration(migrations.Migration):
    dependencies = [("feedback", "0017_channels")]
    operations = [migrations.RunPython(load, clear)]
