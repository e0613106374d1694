"""What the demo hospital changed because of its cases, in every phase, and what it teaches its staff."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.utils import timezone

from feedback.demo.house import House
from feedback.models import Case, Category, Improvement
from feedback.services import improving, library
from feedback.services.improving import Plan
from feedback.services.library import Words
from feedback.vocabulary import Effect, Kind, Stage

# So many cases a measure comes from.
LINKED = 6
Ago = Callable[[int], datetime]


@dataclass(frozen=True)
class Planned:
    """A measure: when it was planned and was to be carried out, in days before now, and how it went."""

    title: str
    category: str
    department: str
    problem: str
    cause: str
    measure: str
    begun: int
    due: int
    # How far it came: each is a day before now.
    carried_out: int = 0
    done: int = 0
    judged: int = 0
    effect: str = ""
    told: str = ""
    looked_at: str = ""
    evaluation: str = ""


MEASURES = (
    Planned(
        "检查预约改为分时段到检", "PRO-02", "outpatient",
        "近半年候诊、检查等候类意见居首位，多数反映“约了九点、十一点才做”，等候期间无人说明。",
        "预约只到半天，不到时段；叫号延误时没有告知的责任人。",
        "预约精确到半小时；延误超过三十分钟，由分诊台逐一说明并告知预计时间。看预约与实际检查的时间差。",
        begun=170, due=120, carried_out=160, done=125, judged=25, effect=Effect.FEWER,
        told="分时段预约已在三个检查室上线，分诊台告知用语已培训。",
        looked_at="改前六个月与改后三个月同类件数；抽查两周预约与实际检查时间。",
        evaluation="件数下降，平均等候缩短。分时段预约写入门诊管理制度，并推广到超声检查。",
    ),
    Planned(
        "出院用药当面讲、书面给", "COM-01", "cardiology",
        "出院后来电询问“药怎么吃”的较多，家属反映只拿到一张单子。",
        "出院集中在上午，责任护士同时办多人手续，讲解时间被压缩。",
        "出院前一天讲解并请患者复述；用药清单改为大字版，写明吃几天、漏服怎么办。看出院后一周来电件数。",
        begun=150, due=95, carried_out=140, done=100, judged=30, effect=Effect.CAME_BACK,
        told="大字版清单已在全院启用。",
        looked_at="改前三个月与改后三个月来电咨询和投诉件数；护理部现场查看十次出院讲解。",
        evaluation="前两个月明显减少，人员轮转后又回升。下一轮把“患者能复述”列入出院核查表。",
    ),
    Planned(
        "电话咨询首日必回", "COM-05", "outpatient",
        "患者反映科室电话无人接听，公众号留言数日无回复。",
        "电话分散在各科，无人对“有没有接”负责；留言没有回复时限。",
        "设统一咨询号，未接来电当日回拨；公众号留言次日前回复。看未接率和回复时长。",
        begun=60, due=-10, carried_out=45, done=12,
        told="统一咨询号已启用，未接来电自动生成回拨清单。",
    ),
    Planned(
        "住院部电梯专用时段与检修公示", "ENV-02", "logistics",
        "多人反映电梯故障、等候时间长，影响术后转运和检查。",
        "两台电梯超年限，检修无预告；送餐与转运在同一时段。",
        "更换曳引机；七点至九点一台专用于转运；检修提前三天张贴。看停梯时长。",
        begun=80, due=9, carried_out=70,
    ),
    Planned(
        "费用清单看得懂", "FEE-02", "finance",
        "患者看不懂费用清单，同一项目前后名称不一致，来回跑窗口询问。",
        "清单直接取自收费系统编码，没有面向患者的名称。",
        "常用两百项改用通俗名称，窗口备对照表；自助机可查单项说明。看窗口询问件数。",
        begun=20, due=-25,
    ),
)  # fmt: skip

LESSONS = (
    (
        "COM-05",
        Words(
            "没人接的电话",
            "一位家属出院后多次拨打病区电话询问用药，均无人接听，最后到院当面询问。",
            "核实为交班时段电话无人值守。当面解答并致歉，设回拨清单，由值班人员当日回电。",
            "无人接听比回答慢更让人不安。首日就说清“什么时间一定有人回电”，即使答案还没有。",
            "早会情景演练十分钟：电话里对方已经打了三次。练习先回应情绪，再说明回电时间。",
        ),
    ),
    (
        "PRO-02",
        Words(
            "等两小时，没人说一句",
            "一位患者按预约时间到检，等候两个小时，其间多次询问，只得到“等着”二字。",
            "核实为设备临时故障。向患者说明原因，优先完成检查；分诊台增加延误告知。",
            "等候本身可以理解，不告知原因才会成为投诉。每三十分钟主动说一次进展。",
            "请分诊人员写出三句延误告知用语，互相念给对方听，改到听着舒服为止。",
        ),
    ),
    (
        "FEE-02",
        Words(
            "同一项收费，两个名称",
            "一位患者发现两张清单上同一检查名称不同，以为被重复收费。",
            "逐项核对，未重复收费；当面解释并提供对照表，财务部门统一名称。",
            "先核对再解释：拿着清单一项一项对，比说“系统就是这样”有用。",
        ),
    ),
)


def learn(house: House, *, now: datetime) -> None:
    """Let the measures go their way up to now, and fill the library."""
    for planned in MEASURES:
        _follow(house, planned, now)
    for code, words in LESSONS:
        _teach(house, code, words)


def _follow(house: House, planned: Planned, now: datetime) -> None:
    def ago(days: int) -> datetime:
        return now - timedelta(days=days)

    officer, owner = house.officer, house.contacts[planned.department]
    measure = _begin(house, planned, ago)
    if planned.carried_out:
        improving.carry_out(measure, by=owner, at=ago(planned.carried_out))
    if planned.done:
        on = timezone.localdate(ago(planned.done))
        improving.done(measure, by=owner, on=on, text=planned.told, at=ago(planned.done))
    if planned.judged:
        said = {name: getattr(planned, name) for name in ("effect", "looked_at", "evaluation")}
        improving.evaluate(measure, by=officer, at=ago(planned.judged), **said)


def _begin(house: House, planned: Planned, ago: Ago) -> Improvement:
    words = {name: getattr(planned, name) for name in ("title", "problem", "cause", "measure")}
    plan = Plan(
        **words,
        department=house.departments[planned.department],
        category=Category.objects.get(code=planned.category),
        owner=house.contacts[planned.department],
        due_on=timezone.localdate(ago(planned.due)),
    )
    told = Case.objects.filter(
        categories__category=plan.category, kind=Kind.COMPLAINT, restricted=False
    )
    cases = told.order_by("received_at").distinct()[:LINKED]
    return improving.begin(plan, by=house.officer, cases=cases, at=ago(planned.begun))


def _teach(house: House, code: str, words: Words) -> None:
    closed = Case.objects.filter(
        stage=Stage.CLOSED, dispute=False, restricted=False, lesson=None, kind=Kind.COMPLAINT
    )
    fitting = closed.filter(categories__category__code=code, categories__primary=True)
    case = fitting.order_by("received_at").first() or closed.earliest("received_at")
    category = Category.objects.get(code=code)
    library.take(case, replace(words, category=category), by=house.officer)
