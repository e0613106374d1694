"""Hangs the thanks of the demonstration on both walls: typed by hand, from letters and banners.

All of it is invented and names nobody; one waits for a department's word on a name, in draft.
"""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from feedback import casebook
from portal import roles
from portal.models import User
from transparency import gating
from transparency.management.improvements import in_months
from transparency.models import CommendationIndexPage, CommendationPage

# A commendation goes out some weeks after the month its thanks came in.
UNTIL_PUBLISHED = timedelta(days=44)
TEN = time(10)


class Words(NamedTuple):
    """What the editor wrote, in one language."""

    title: str
    department: str
    praise: str


class Thanks(NamedTuple):
    """One commendation: the end of its address, its field, how many months ago it came, its words."""

    slug: str
    category: str
    months_ago: int
    chinese: Words
    english: Words


THANKS = (
    Thanks(
        "a-word-at-night",
        "ATT",
        8,
        Words(
            "夜里的一声询问",
            "心内科",
            "一位住院老人的家属写信来说：老人夜里睡不踏实，值班护士每次巡房都弯下腰轻声问一句哪里不舒服，又把床头的灯调暗。最难熬的那几个晚上，一家人心里有了着落。",
        ),
        Words(
            "A quiet question at night",
            "Cardiology",
            "The family of an old patient wrote: he could not sleep, and on every round the nurse bent down, asked softly whether anything hurt, and turned the lamp low. It carried the family through the worst nights.",
        ),
    ),
    Thanks(
        "somebody-kept-talking",
        "COM",
        7,
        Words(
            "抢救室门口，一直有人出来说话",
            "急诊科",
            "一家人送来锦旗。那天人很多，分诊护士看出老人脸色不对，没有让他排队，直接推进了抢救室；之后隔一会儿就有人出来，说清楚做到哪一步、还要等什么。家属说，最怕的是没有消息，而消息一直都有。",
        ),
        Words(
            "Somebody kept coming out to tell us",
            "Emergency",
            "A family brought a banner. On a crowded day the triage nurse saw that their father looked wrong, did not let him queue and took him straight in; after that somebody came out again and again to say what was being done and what they were waiting for. Nothing is worse than no news, they said, and there always was some.",
        ),
    ),
    Thanks(
        "read-aloud",
        "PRO",
        6,
        Words(
            "字太小，有人一项一项念给她听",
            "检验科",
            "一位老人来取报告，眼镜忘在家里。窗口的工作人员走出来，请她坐下，把报告一项一项念给她听，又在该复查的日期下面画了一道线，告诉她拿着去找哪个诊室。",
        ),
        Words(
            "The print was small, so it was read to her",
            "Laboratory",
            "An old woman came for her report and had left her glasses at home. The member of staff came out from behind the counter, offered her a chair, read it to her line by line, underlined the day of the next test and told her which room to take it to.",
        ),
    ),
    Thanks(
        "an-agreement-before-the-needle",
        "ATT",
        5,
        Words(
            "打针之前，先和孩子说好",
            "儿科",
            "孩子怕打针，哭得厉害。护士没有按住他，先蹲下来让他摸一摸没有针头的针筒，说好数到三，又真的等到三。家长说，回家以后孩子给布娃娃打针，也是先数到三。",
        ),
        Words(
            "First they agreed, then came the needle",
            "Paediatrics",
            "A child was afraid of the injection and cried. The nurse did not hold him down; she knelt, let him touch a syringe without a needle, agreed to count to three, and did wait for three. At home, his parents say, his toys are counted to three as well.",
        ),
    ),
    Thanks(
        "a-wheelchair-in-the-rain",
        "ENV",
        4,
        Words(
            "雨里送来的一把轮椅",
            "后勤保障部",
            "下雨天，轮椅在停车场卡住了轮子。路过的维修师傅放下工具车，冒雨另推了一把来，把老人送到门诊楼门口才回去修那一把。家属没来得及问姓名，来信请我们转达谢意。",
        ),
        Words(
            "A wheelchair brought through the rain",
            "Logistics",
            "On a rainy day a wheelchair lost its wheel in the car park. A man from maintenance left his trolley, fetched another through the rain, and took the old patient to the door before he went back to mend the first. The family had no time to ask his name and wrote to us to pass on their thanks.",
        ),
    ),
    Thanks(
        "a-timetable-by-hand",
        "COM",
        3,
        Words(
            "一张手写的服药时间表",
            "药学部",
            "出院带回家的药有六七种，家里只有两位老人。药师按早中晚睡前画了一张表，哪种饭前、哪种饭后，都写得大大的，过了两天又打电话来问看不看得清。这张表现在还贴在冰箱上。",
        ),
        Words(
            "A timetable written by hand",
            "Pharmacy",
            "Six or seven medicines to take at home, and two old people alone. The pharmacist drew a table for morning, noon, evening and night, before or after meals, in large letters, and called two days later to ask whether they could read it. It still hangs on the refrigerator.",
        ),
    ),
)
# The name a demonstration account is asked about: the contact of this department, in Chinese.
ASKED_ABOUT = "a-word-at-night"


@transaction.atomic
def publish_thanks(*, today: date) -> None:
    """Publish the commendations that are missing, each in both languages."""
    editors = User.objects.filter(groups__name=roles.EDITORS, is_active=True, is_superuser=False)
    editor = editors.order_by("pk").first()
    for index in CommendationIndexPage.objects.order_by("path"):
        known = set(index.get_children().values_list("slug", flat=True))
        for thanks in THANKS:
            if thanks.slug not in known:
                _publish(thanks, index, today, editor)


def _publish(
    thanks: Thanks, index: CommendationIndexPage, today: date, editor: User | None
) -> None:
    words = thanks.english if index.locale.language_code == "en" else thanks.chinese
    month = in_months(today, -thanks.months_ago)
    page = CommendationPage(
        locale=index.locale,
        slug=thanks.slug,
        category=thanks.category,
        month=month,
        search_description=words.praise,
        live=False,
        owner=editor,
        **words._asdict(),
    )
    twin = CommendationPage.objects.filter(slug=thanks.slug).first()
    if twin:
        page.translation_key = twin.translation_key
    index.add_child(instance=page)
    revision = page.save_revision(user=editor, log_action=True)
    gating.note(page, gating.question(page), editor)
    revision.publish(user=editor)
    went_out = timezone.make_aware(datetime.combine(month + UNTIL_PUBLISHED, TEN))
    CommendationPage.objects.filter(pk=page.pk).update(
        first_published_at=went_out, last_published_at=went_out
    )
    if thanks.slug == ASKED_ABOUT and twin is None:
        _ask_for_the_name(page, editor)


def _ask_for_the_name(page: CommendationPage, editor: User | None) -> None:
    """Write the name of the department's contact into a draft, for its word."""
    contacts = User.objects.filter(groups__name=roles.DEPARTMENT_CONTACTS).order_by("pk")
    number = page.department_number or 0
    contact = next((one for one in contacts if casebook.speaks_for(one, number)), None)
    if contact is None:
        return
    page = CommendationPage.objects.get(pk=page.pk)
    page.names = f"{contact.last_name}{contact.first_name}"
    page.save_revision(user=editor, log_action=True)
