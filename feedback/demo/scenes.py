"""What an office also meets in a year: an objection, an extension, a dispute, two voices about one thing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from feedback import services
from feedback.demo.house import House
from feedback.models import Absence, Case, Category, SphereTeam
from feedback.services import Voice, codes
from feedback.services.handling import Subject
from feedback.vocabulary import (
    Channel,
    Delivery,
    ExtendReason,
    Kind,
    Priority,
    Resolution,
    Satisfaction,
    Severity,
    Sphere,
)


@dataclass(frozen=True)
class Scene:
    """A voice, what it is about, how many days ago it came, and what was done with it."""

    act: Callable[["Stage", Case, "Scene"], Any]
    days: float
    category: str
    department: str
    gist: str
    story: str
    channel: str = Channel.WEB
    kind: str = Kind.COMPLAINT
    severity: int = Severity.MEDIUM
    # What the department is told of a colleague's matter.
    neutral: str = ""


@dataclass(frozen=True)
class Stage:
    """Where the scenes are played."""

    house: House
    now: datetime

    def ago(self, days: float) -> datetime:
        """Return a moment some days before now."""
        return self.now - timedelta(days=days)

    def play(self) -> None:
        """Play all scenes."""
        officer = self.house.officer
        self.name_teams()
        for scene in SCENES:
            case = self.opened(scene)
            services.accept(case, by=officer, at=self.ago(scene.days - 0.1))
            subject = Subject(Category.objects.get(code=scene.category), severity=scene.severity)
            at = self.ago(scene.days - 0.15)
            services.classify(case, by=officer, primary=subject, gist=scene.gist, at=at)
            scene.act(self, case, scene)
        today = timezone.localdate(self.now)
        Absence.objects.get_or_create(
            officer=self.house.colleague,
            deputy=officer,
            start=today,
            end=today + timedelta(days=4),
        )

    def name_teams(self) -> None:
        """Say who works on restricted matters: one officer and the management."""
        for sphere in Sphere:
            team, _new = SphereTeam.objects.get_or_create(sphere=sphere)
            team.members.set([self.house.officer, self.house.director])

    def opened(self, scene: Scene) -> Case:
        """Take the voice in."""
        voice = Voice(
            kind=scene.kind,
            story=scene.story,
            channel=scene.channel,
            department=self.house.departments[scene.department],
        )
        return services.submit(
            voice,
            form_key=codes.new_form_key(),
            hospital=self.house.hospital,
            at=self.ago(scene.days),
        ).case

    def assigned(self, case: Case, scene: Scene) -> Case:
        """Give it to its department."""
        to = self.house.departments[scene.department]
        at = self.ago(scene.days - 0.2)
        services.assign(case, by=self.house.officer, to=to, neutral=scene.neutral, at=at)
        return case

    def answered(self, case: Case, scene: Scene, answer: str, *, at: float) -> Case:
        """Answer it, approved first where it must be."""
        officer, director = self.house.officer, self.house.director
        services.draft(case, by=officer, answer=answer, at=self.ago(at + 0.2))
        if case.needs_approval:
            services.approve(case, by=director, at=self.ago(at + 0.1))
        services.reply(case, by=officer, answer=answer, at=self.ago(at))
        return case


def _taken_on(stage: Stage, case: Case, scene: Scene) -> None:
    stage.assigned(case, scene)
    contact = stage.house.contacts[scene.department]
    services.take_on(case, by=contact, at=stage.ago(scene.days - 0.4))


def _objected(stage: Stage, case: Case, scene: Scene) -> None:
    stage.assigned(case, scene)
    contact = stage.house.contacts[scene.department]
    objection = "取药窗口的叫号屏由信息中心维护，我科无权限处理，建议转信息中心。"
    services.return_(case, by=contact, objection=objection, at=stage.ago(scene.days - 0.5))


def _more_time(stage: Stage, case: Case, scene: Scene) -> None:
    _taken_on(stage, case, scene)
    contact = stage.house.contacts[scene.department]
    services.ask_time(
        case,
        by=contact,
        to=(case.due_on or stage.now.date()) + timedelta(days=7),
        reason=ExtendReason.EXPERTS,
        explanation="需请院外专家会诊阅片，预计一周内出具意见。",
        at=stage.ago(0.4),
    )


def _to_approve(stage: Stage, case: Case, scene: Scene) -> None:
    officer = stage.house.officer
    measures = "当班已停用该批次输液器，护士长当面向家属说明，未造成伤害。"
    at = stage.ago(scene.days - 0.18)
    services.prioritise(case, by=officer, priority=Priority.URGENT, measures=measures, at=at)
    stage.assigned(case, scene)
    answer = (
        "您好，经核实，该批次输液器存在密封不良，我院已全部停用并上报，对给您带来的担心深表歉意。"
    )
    contact = stage.house.contacts[scene.department]
    services.draft(case, by=contact, answer=answer, at=stage.ago(0.3))


def _restated(stage: Stage, case: Case, scene: Scene) -> None:
    problem = (
        "您反映：预约的是上午九点的检查，实际十一点才做，其间没有人告知原因；希望改进通知方式。"
    )
    services.restate(case, by=stage.house.officer, problem=problem, at=stage.ago(0.5))


def _disputed(stage: Stage, case: Case, scene: Scene) -> None:
    officer, house = stage.house.officer, stage.house
    services.dispute(
        case,
        by=officer,
        team=[officer, house.director],
        reason="家属提出赔偿要求，已启动医疗纠纷处理流程。",
        at=stage.ago(scene.days - 0.5),
    )
    services.seal(
        case,
        by=officer,
        text="病历复印件一份，共四十二页，医患双方在场封存，由病案科保管。",
        at=stage.ago(scene.days - 0.6),
    )
    services.deliver(
        case,
        by=officer,
        on=stage.ago(scene.days - 0.7).date(),
        delivery=Delivery.HAND,
        at=stage.ago(scene.days - 0.7),
    )


def _with_the_other(stage: Stage, case: Case, scene: Scene) -> None:
    other = Case.objects.filter(gist=SCENES[0].gist).exclude(pk=case.pk).earliest("pk")
    services.merge(case, by=stage.house.officer, into=other, at=stage.ago(scene.days - 0.3))


def _called_back(stage: Stage, case: Case, scene: Scene) -> None:
    answer = "您好，感谢您的建议。住院部一楼已增设两台自助打印机，并安排志愿者协助。"
    stage.answered(case, scene, answer, at=2.0)
    services.call_back(
        case,
        by=stage.house.colleague,
        resolution=Resolution.RESOLVED,
        satisfaction=Satisfaction.SATISFIED,
        text="电话回访，表示打印方便多了。",
        at=stage.ago(0.8),
    )


def _of_the_team(stage: Stage, case: Case, scene: Scene) -> None:
    officer = stage.house.officer
    services.restrict(
        case,
        by=officer,
        sphere=Sphere.INTEGRITY,
        team=[officer],
        reason="移交纪检监察室核查，知悉范围仅限专班。",
        at=stage.ago(scene.days - 0.3),
    )


def _colleagues(stage: Stage, case: Case, scene: Scene) -> None:
    _taken_on(stage, case, scene)
    services.hand_over(
        case,
        by=stage.house.officer,
        to=stage.house.colleague,
        text="我下周轮休，这件请您跟进，科室答应周三前给意见。",
        at=stage.ago(0.6),
    )


def _to_put_neutrally(stage: Stage, case: Case, scene: Scene) -> None:
    """Leave it with the office: neutral words are still to be found for it."""


SCENES = (
    Scene(
        _taken_on, 3.6, "ENV-02", "logistics", "住院部电梯等候时间长",
        "住院部二号电梯这个月坏了三次，推着轮椅的老人只能等一部电梯，最长等了二十多分钟，检查都错过了时间。",
    ),
    Scene(
        _with_the_other, 2.9, "ENV-02", "logistics", "电梯故障",
        "二号电梯又停了，我父亲做完手术从楼上下来等了半个小时。请尽快修好，也请在门口贴个说明。",
    ),
    Scene(
        _objected, 2.4, "ITS-01", "pharmacy", "取药叫号屏不更新",
        "取药窗口的叫号屏一直停在同一个号，问了窗口说不归他们管，大家只好挤在窗口前面。",
    ),
    Scene(
        _more_time, 4.7, "CLN-05", "laboratory", "两次检验结果不一致",
        "同一天抽的血，两张化验单上的结果差得很多，医生也说不清楚，希望给一个解释。", severity=Severity.HIGH,
    ),
    Scene(
        _to_approve, 2.1, "SAF-03", "nursing", "输液器密封问题",
        "孩子输液的时候管子接口一直在渗，护士换了一根还是一样，我们很担心。", severity=Severity.HIGH,
    ),
    Scene(
        _restated, 1.2, "PRO-02", "outpatient", "检查等候无人告知",
        "约的九点，十一点才轮到，中间问了几次都说等着，没有人说为什么。下午的车票也退了。",
    ),
    Scene(
        _disputed, 8.3, "CLN-03", "cardiology", "术后并发症争议",
        "手术以后一直不好，又做了第二次。我们认为第一次手术有问题，要求医院给个说法并赔偿。", severity=Severity.HIGH,
    ),
    Scene(
        _called_back, 12.0, "ENV-04", "logistics", "增加自助打印机",
        "建议在住院部也放自助打印机，现在打印清单要跑到门诊楼去排队。", kind=Kind.SUGGESTION, severity=Severity.LOW,
    ),
    Scene(
        _of_the_team, 6.2, "ETH-01", "outpatient", "反映收受礼品",
        "有人告诉我，想早点住院要先表示一下。我不愿意这样，也不知道该找谁说。", severity=Severity.HIGH,
    ),
    Scene(
        _colleagues, 5.0, "COM-01", "paediatrics", "出院用药说明不清",
        "孩子出院时只给了一张单子，药怎么吃、吃几天都没有讲，打电话问了三次才有人回答。",
    ),
    Scene(
        _taken_on, 3.1, "PRO-05", "cardiology", "急会诊到场时间",
        "我上夜班的时候请心内科会诊，打了三次电话都说马上来，等了一个多小时，家属冲着我发火。我不想得罪他们，只希望有人管。",
        channel=Channel.STAFF,
        neutral="有科室反映：发出急会诊申请后，会诊医师到场时间有时超出院内规定。请核实近一个月的急会诊到场时间，并提出改进意见。",
    ),
    Scene(
        _to_put_neutrally, 0.9, "SAF-01", "pharmacy", "电话报剂量的核对",
        "药房电话里报剂量从来不复述，我们科已经有过差一点拿错的情况。建议一律复述确认，不要等到出事。",
        channel=Channel.STAFF, kind=Kind.SUGGESTION,
    ),
)  # fmt: skip
