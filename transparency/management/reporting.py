"""Publishes the report of the last month in the demonstration, with an editor's words around it."""

from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from portal import roles
from portal.models import Hospital, User
from transparency import bulletins
from transparency.models import ReportPage

# A week after the month: the figures were looked at, the words written and read by a second person.
WEEK = timedelta(days=6)
TEN = time(10)


class Words(NamedTuple):
    """What the editor wrote, in one language."""

    opening: str
    body: list[tuple[str, Any]]


WORDS = {
    "zh-hans": Words(
        "说得最多的仍然是等候：挂号以后不知道还要等多久，叫到号了又没听见。单看一个月，多一件少一件说明不了什么，所以下面把今年以来的数字放在旁边。",
        [
            ("heading", "这个月做了什么"),
            (
                "paragraph",
                "<p><b>停诊提前告知。</b>短信和预约系统正在接通，儿科先试。接通以前，停诊仍由门诊部当晚逐个打电话。</p>"
                "<p><b>费用清单换了样子。</b>检查、用药、治疗、床位分开写，用全名，写明日期和单价。三个月后评估，结果写在“改进措施”里。</p>",
            ),
            ("heading", "还没有做好的"),
            (
                "paragraph",
                "<p>门诊厕所的异味还在。每小时打扫没有解决问题，地漏和排风机正在更换，换完再看。</p>"
                "<p>早上的咨询电话仍然难打通。我们先把停诊和取报告改成短信通知，再看电话是不是少了。</p>",
            ),
            (
                "note",
                {
                    "kind": "info",
                    "title": "",
                    "text": "数字多了，不一定是变差了，也可能是更容易说了。对这份报告有话要说，请点页面下方的“告诉我们”。",
                },
            ),
        ],
    ),
    "en": Words(
        "What people spoke of most is still the waiting: not knowing how long it will be after drawing a number, and not hearing it called. One month says little, a matter more or less means nothing; that is why the year so far stands beside it.",
        [
            ("heading", "What we did this month"),
            (
                "paragraph",
                "<p><b>Cancelled clinics are told beforehand.</b> Text messages are being tied to the booking system; paediatrics tries them first. Until then the outpatient office goes on calling everybody the same evening.</p>"
                "<p><b>The bill looks different.</b> Tests, medicines, treatment and bed stand apart, in full words, with days and prices. It will be evaluated after three months; the result will stand among the improvements.</p>",
            ),
            ("heading", "What is not done yet"),
            (
                "paragraph",
                "<p>The outpatient toilets still smell. Cleaning by the hour did not cure it; drains and fans are being replaced, and then we shall look again.</p>"
                "<p>In the morning the enquiry line is still hard to reach. We shall first send messages about cancelled clinics and reports, and see whether fewer people have to call.</p>",
            ),
            (
                "note",
                {
                    "kind": "info",
                    "title": "",
                    "text": "More does not have to mean worse: it may have become easier to speak up. If you have something to say about this report, use “Tell us” at the foot of the page.",
                },
            ),
        ],
    ),
}  # fmt: skip


@transaction.atomic
def publish_report(hospital: Hospital, *, today: date) -> None:
    """Prepare what is due as `manage.py tick` would, and publish the report of the month."""
    editor = User.objects.filter(groups__name=roles.EDITORS, is_superuser=False).first()
    for page in bulletins.prepare(hospital, by=editor):
        if page.release.period.is_month:
            _publish(page, editor, today)


def _publish(page: ReportPage, editor: User | None, today: date) -> None:
    words = WORDS[page.locale.language_code]
    page.opening = f"{page.opening}\n\n{words.opening}"
    page.body = words.body
    page.search_description = page.lead
    page.save_revision(user=editor, log_action=True).publish(user=editor)
    went_out = timezone.make_aware(datetime.combine(today.replace(day=1) + WEEK, TEN))
    ReportPage.objects.filter(pk=page.pk).update(first_published_at=min(went_out, timezone.now()))
