"""Publishes topics of the month in the demonstration: the last one as an editor would, two before it.

The field of the last month is chosen from the figures, so there are words for several fields; none of
them holds a number.
"""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from portal import roles
from portal.models import Hospital, User
from transparency import topics
from transparency.management.improvements import in_months
from transparency.models import TopicPage, TransparencyPage
from transparency.periods import Period

# A week into the month after: the figures were looked at, the words written.
WEEK = timedelta(days=7)
TEN = time(10)


class Words(NamedTuple):
    """What the editor wrote of a field, in one language."""

    title: str
    lead: str
    heard: str
    doing: str
    advice: str


# Of the months before the last: how long ago, and about what.
EARLIER = ((3, "COM"), (2, "FEE"))
WORDS = {
    "PRO": {
        "zh-hans": Words(
            "等候：最难受的是不知道要等多久",
            "",
            "挂了号、取了号，坐在候诊区，前面还有几位、还要多久，没有人说得清。有人不敢去洗手间，怕过号；有人一早空腹来抽血，等到头晕。也有人请了假、坐了车赶来，才知道医生停诊。",
            "抽血提前开始，为老人、孕妇和儿童单设了窗口，叫号屏换了新的，过号不用重排；效果写在“改进措施”里，周一早晨仍然偏长，也照实写了。\n停诊短信正在接通预约系统，儿科先试。急诊候诊有人巡视、有人说明，要等排班定下来才能开始，现在还没有做到。",
            "取号后可以请导诊台告诉您前面大约还有几位。候诊时觉得更难受了，请马上告诉护士，不必等叫号。\n外地来的，出门前请先查预约，或者打咨询电话问医生是否停诊。",
        ),
        "en": Words(
            "Waiting: the worst is not to know how long",
            "",
            "People had drawn their number and sat there, and nobody could say how many were before them or how long it would be. Some did not dare to go to the toilet for fear of missing their turn; some came to give blood on an empty stomach and felt faint. Others took a day off and a long ride, and learned only here that the doctor was away.",
            "Blood is taken earlier, there is a counter for the old, pregnant women and children, the screens are new, and whoever misses a number need not queue again. Whether it worked stands among the improvements; Monday mornings are still long, and that stands there too.\nMessages about cancelled clinics are being tied to the booking system; paediatrics tries them first. In emergency somebody shall come round and explain; that begins when the rota is settled, and has not begun.",
            "After drawing a number you may ask the information desk how many are before you. If you feel worse while you wait, tell a nurse at once; do not wait to be called.\nIf you come from far away, look at your booking before you leave, or call and ask whether the clinic takes place.",
        ),
    },
    "FEE": {
        "zh-hans": Words(
            "费用清单：看不懂，就不放心",
            "清单上全是代码和简称。清单已经改版，还有一件事没有做好。",
            "拿到清单，满页代码和简称，不知道钱花在哪里；同一项出现两次，就担心多收了。去窗口问，排队的人多，不好意思多问。",
            "清单改了版：检查、用药、治疗、床位分开写，用全名，写明日期和单价，自费的另列一栏。打印前可以在窗口试看，看不懂的当场讲。\n没有做好的：出院那天的清单仍要等结算以后才能打印，我们还在和信息中心商量。",
            "不必当天弄清楚：带上清单，工作时间到门诊或住院处的收费窗口，都可以请人逐项讲给您听。\n觉得收错了，请直接提交投诉，写上清单日期即可，不用自己算。",
        ),
        "en": Words(
            "Bills: what one cannot read, one does not trust",
            "The bill was all codes and abbreviations. It has a new form now; one thing is still not done.",
            "People held a page of codes and abbreviations and could not see what the money was for; an item that stood there twice looked like an overcharge. At the counter there was a queue behind them, and they did not like to go on asking.",
            "The bill has a new form: tests, medicines, treatment and bed stand apart, in full words, with days and prices, and what is not insured has a column of its own. It can be looked at before it is printed, and is explained at the counter.\nNot done: on the day of discharge the bill can still be printed only after the account is closed. We are talking with information technology about it.",
            "You need not settle it the same day: bring the bill to a cashier of the clinics or the wards during office hours and ask for it to be explained item by item.\nIf you believe that something is wrong, hand in a complaint with the date of the bill; you need not work it out yourself.",
        ),
    },
    "COM": {
        "zh-hans": Words(
            "电话打不通，只好跑一趟",
            "咨询电话下午好打多了，早上仍然难打通。原因找到了一半。",
            "电话响很久没人接，或者一直占线。多数人只是想问医生在不在、报告出来没有，结果专门跑了一趟医院。",
            "加了一条线，专人接听，忙时可以留言、当天回电。下午好多了，早上还是难打通。\n早上的电话多半是问停诊和取报告，所以下一步先把这两样改成短信通知，再看早上的电话是不是少了。",
            "不急的事，下午打更容易接通；也可以留言，写在这个网站上也一样有人看。\n身体不舒服、情况变急，请不要等电话，直接来急诊或者拨打120。",
        ),
        "en": Words(
            "When nobody picks up the telephone",
            "The enquiry line is easier to reach in the afternoon, and still hard in the morning. We know half of the reason.",
            "The telephone rang for a long time, or was always busy. Most only wanted to know whether the doctor was in or the report was ready, and came to the hospital for that alone.",
            "There is a second line with somebody for it alone; when it is busy you can leave a message and are called back the same day. Afternoons are much better, mornings are not.\nMost morning calls ask about cancelled clinics and reports. So we shall first send messages about both, and then see whether fewer people have to call.",
            "For what is not urgent, afternoons are better; or leave a message, or write to us on this site, which is read as well.\nIf you feel ill or it becomes urgent, do not wait for the telephone: come to emergency or call 120.",
        ),
    },
    "ENV": {
        "zh-hans": Words(
            "厕所和候诊区：打扫得多，不等于没有异味",
            "",
            "门诊厕所有异味，地面湿滑，下午最明显；候诊区闷，夏天更难受。",
            "每小时打扫一次，没有解决异味：我们起初找错了原因。后来查明是地漏老化、排风不足，地漏和排风机正在更换，换完再看。每小时打扫保留。",
            "看见地面有水、设备坏了，请告诉附近的保洁员或导诊台，也可以扫墙上的码告诉我们在哪一层、哪一间。",
        ),
        "en": Words(
            "Toilets and waiting areas: cleaner is not the same as fresh",
            "",
            "The outpatient toilets smelled and their floors were wet, worst in the afternoons; the waiting areas were stuffy, more so in summer.",
            "Cleaning every hour did not cure the smell: at first we had the wrong cause. It is the old drains and weak fans; they are being replaced, and then we shall look again. The hourly cleaning stays.",
            "If you see water on the floor or something broken, tell a cleaner or the information desk, or scan the code on the wall and say which floor and room.",
        ),
    },
    "ATT": {
        "zh-hans": Words(
            "一句话的事：态度",
            "",
            "问一句路、问一句结果，得到的是不耐烦。很多人说，治疗没有问题，让人难受的是那一句话、那一个眼神。",
            "窗口和分诊台的新员工，先跟着带教老师学接待，再单独上岗。每个月由科室自己挑出几件讲一讲：当时怎么说的，换一种说法会怎样。\n态度不是一次培训能改好的，有没有变化，看以后的数字，也看您怎么说。",
            "遇到了，请当天告诉我们：写明哪个窗口、大约几点，不用知道姓名。被好好对待了，也欢迎写一封表扬。",
        ),
        "en": Words(
            "A matter of one sentence: how we speak to you",
            "",
            "People asked for the way or for a result and were answered with impatience. Many said that the treatment was good, and that it was the one sentence, the one look, that hurt.",
            "New staff at counters and triage first learn from a colleague how to receive people, and only then work alone. Each month departments take up a few situations: what was said, and how it could have been said.\nOne course does not change manners. Whether it becomes better will show in the figures, and in what you tell us.",
            "If it happens to you, tell us the same day: which counter, and about what time. You need not know a name. And if you were treated well, a word of praise is welcome too.",
        ),
    },
}  # fmt: skip


@transaction.atomic
def publish_topics(hospital: Hospital, *, today: date) -> None:
    """Publish the topics that are missing, each in both languages."""
    editor = User.objects.filter(groups__name=roles.EDITORS, is_superuser=False).first()
    for ago, category in EARLIER:
        for overview in topics.pages_of(hospital, TransparencyPage):
            _earlier(overview, in_months(today, -ago), category, editor)
    for page in topics.prepare(hospital, by=editor):
        if page.category in WORDS:
            _publish(page, editor)


def _earlier(overview: TransparencyPage, month: date, category: str, editor: User | None) -> None:
    if TopicPage.objects.child_of(overview).filter(month=month).exists():
        return
    page = TopicPage(
        locale=overview.locale, slug=f"topic-{month:%Y-%m}", category=category, month=month,
        title=category, live=False, owner=editor,
    )  # fmt: skip
    twin = TopicPage.objects.filter(month=month, category=category).first()
    if twin:
        page.translation_key = twin.translation_key
    overview.add_child(instance=page)
    _publish(page, editor)


def _publish(page: TopicPage, editor: User | None) -> None:
    words = WORDS[page.category][page.locale.language_code]
    page.title, page.lead = words.title, words.lead or page.lead
    page.heard, page.doing, page.advice = words.heard, words.doing, words.advice
    page.search_description = page.lead
    page.save_revision(user=editor, log_action=True).publish(user=editor)
    after = Period(page.month.year, page.month.month, page.month.month).end + WEEK
    went_out = min(timezone.make_aware(datetime.combine(after, TEN)), timezone.now())
    TopicPage.objects.filter(pk=page.pk).update(first_published_at=went_out)
