"""The cast, and how the tests make what they need; each person is a trait of `UserFactory`.

A case is built by the services, step by step, so its diary is as true as any other's:
`CaseFactory(assigned=True)`, `CaseFactory(stage=Stage.REPLIED, received_at=…)`.
"""

from contextlib import AbstractContextManager, nullcontext
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import factory
import time_machine
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.utils import timezone

from feedback import services
from feedback.models import Case, Category, Department
from feedback.services import Voice, codes
from feedback.services.handling import Subject
from feedback.vocabulary import (
    Channel,
    DeclineReason,
    Kind,
    Measure,
    Relationship,
    Resolution,
    Satisfaction,
    Severity,
    Stage,
    outcomes_for,
)
from feedback.workflow import Role
from portal import roles
from portal.models import Hospital, User

PASSWORD = "a-long-enough-password"

# The patient; none of it may ever stand on a page that is not the own case.
# The number is a service line of a network, so it rings at nobody's home.
WANG = {"name": "王桂兰", "phone": "13800138000", "email": "wang.guilan@example.org"}

CAST = {
    "officer": {"username": "li", "last_name": "李", "first_name": "文静"},
    "doctor": {"username": "zhao", "last_name": "赵", "first_name": "志远"},
    "chen": {"username": "chen", "last_name": "陈", "first_name": "思敏"},
    "editor": {"username": "lin", "last_name": "林", "first_name": "晓岚"},
    "reviewer": {"username": "he", "last_name": "何", "first_name": "慧中"},
    "director": {"username": "qian", "last_name": "钱", "first_name": "卫国"},
    "nurse": {"username": "sun", "last_name": "孙", "first_name": "玉梅"},
    "oversight": {"username": "wu", "last_name": "吴", "first_name": "立新"},
    "second_officer": {"username": "zhou", "last_name": "周", "first_name": "静怡"},
    "caller": {"username": "tang", "last_name": "唐", "first_name": "小满"},
}
GROUPS = {
    "li": [roles.OFFICERS],
    "zhao": [roles.DEPARTMENT_CONTACTS],
    "chen": [roles.DEPARTMENT_CONTACTS],
    "lin": [roles.EDITORS],
    "he": [roles.REVIEWERS],
    "qian": [roles.DIRECTORS],
    "wu": [roles.OVERSIGHT],
    "zhou": [roles.OFFICERS],
    "tang": [roles.CALLERS],
}
# Whose ward is whose: Dr Zhao answers for the ward a case is assigned to, Chen for another.
WARD_OF = {"zhao": "ward", "chen": "other_ward"}


@cache
def _hashed() -> str:
    return make_password(PASSWORD)


class UserFactory(factory.django.DjangoModelFactory):
    """A member of staff: `UserFactory(officer=True)` is Officer Li, with his group and his ward."""

    class Meta:
        model = User
        django_get_or_create = ("username",)
        skip_postgeneration_save = True

    class Params:
        officer = factory.Trait(**CAST["officer"])
        doctor = factory.Trait(**CAST["doctor"])
        chen = factory.Trait(**CAST["chen"])
        editor = factory.Trait(**CAST["editor"])
        reviewer = factory.Trait(**CAST["reviewer"])
        director = factory.Trait(**CAST["director"])
        nurse = factory.Trait(**CAST["nurse"])
        oversight = factory.Trait(**CAST["oversight"])
        second_officer = factory.Trait(**CAST["second_officer"])
        caller = factory.Trait(**CAST["caller"])
        superuser = factory.Trait(username="root", is_superuser=True, is_staff=True)

    username = factory.Sequence(lambda number: f"staff{number}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    password = factory.LazyFunction(_hashed)

    @factory.post_generation
    def groups(user: User, create: bool, names: list[str] | None, **extra: Any) -> None:  # noqa: N805
        """Put the person into groups by their names: `UserFactory(groups=["Editors"])`."""
        names = GROUPS.get(user.username, []) if names is None else names
        if create and names:
            user.groups.set(Group.objects.filter(name__in=names))

    @factory.post_generation
    def ward(user: User, create: bool, given: Department | None, **extra: Any) -> None:  # noqa: N805
        """Make the person a contact of a department: `UserFactory(ward=pharmacy)`."""
        own = WARD_OF.get(user.username)
        department = given or (DepartmentFactory(**{own: True}) if own else None)
        if create and department:
            department.contacts.add(user)


class HospitalFactory(factory.django.DjangoModelFactory):
    """The one hospital, made by the migrations."""

    class Meta:
        model = Hospital
        django_get_or_create = ("code",)

    code = "main"
    name = "本院"
    name_en = "This hospital"


class DepartmentFactory(factory.django.DjangoModelFactory):
    """A department: `DepartmentFactory(ward=True)` is Dr Zhao's, `other_ward=True` is Chen's."""

    class Meta:
        model = Department
        django_get_or_create = ("hospital", "code")

    class Params:
        ward = factory.Trait(code="cardiology", name="心内科", name_en="Cardiology")
        other_ward = factory.Trait(code="paediatrics", name="儿科", name_en="Paediatrics")

    hospital = factory.SubFactory(HospitalFactory)
    code = factory.Sequence(lambda number: f"department-{number}")
    name = factory.Sequence(lambda number: f"第{number}科")
    name_en = factory.Sequence(lambda number: f"Department {number}")
    group = "临床科室"


# Which acts lead to a stage, each a function below.
PATHS: dict[str, tuple[str, ...]] = {
    Stage.RECEIVED: (),
    Stage.REGISTERED: (),
    Stage.ACCEPTED: ("accept",),
    Stage.DECLINED: ("decline",),
    Stage.ASSIGNED: ("accept", "classify", "assign"),
    Stage.INVESTIGATING: ("accept", "classify", "assign", "take_on"),
    Stage.WAITING: ("accept", "ask"),
    Stage.DRAFTING: ("accept", "classify", "assign", "draft"),
    Stage.REPLIED: ("accept", "classify", "assign", "draft", "reply"),
    Stage.CALLBACK: ("accept", "classify", "assign", "draft", "reply", "call_back"),
    Stage.CLOSED: ("accept", "classify", "assign", "draft", "reply", "close"),
    Stage.REOPENED: ("accept", "classify", "assign", "draft", "reply", "reopen"),
    Stage.WITHDRAWN: ("withdraw",),
    Stage.MERGED: ("accept", "merge"),
}


class CaseFactory(factory.Factory):
    """A case and its past, made by the services. By default Wang's complaint, just received.

    `received_at` is when it came in, `acted_at` when everything after that was done (the same moment
    unless given; now when neither is). The case carries its code as `tracking_code`, empty for one
    registered by the office.
    """

    class Meta:
        model = Case

    class Params:
        anonymous = factory.Trait(contact={})
        registered = factory.Trait(stage=Stage.REGISTERED, channel=Channel.PHONE)
        accepted = factory.Trait(stage=Stage.ACCEPTED)
        declined = factory.Trait(stage=Stage.DECLINED)
        assigned = factory.Trait(stage=Stage.ASSIGNED)
        waiting = factory.Trait(stage=Stage.WAITING)
        drafting = factory.Trait(stage=Stage.DRAFTING)
        replied = factory.Trait(stage=Stage.REPLIED)
        rated = factory.Trait(stage=Stage.REPLIED, satisfaction=Satisfaction.SATISFIED)
        closed = factory.Trait(stage=Stage.CLOSED)
        merged = factory.Trait(stage=Stage.MERGED)
        reopened = factory.Trait(stage=Stage.REOPENED)
        withdrawn = factory.Trait(stage=Stage.WITHDRAWN)
        overdue = factory.Trait(
            received_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=40))
        )

    kind: Any = Kind.COMPLAINT
    story: Any = "在门诊排队两个多小时，窗口没有人解释原因，希望医院改进。"
    gist = "门诊排队久"
    channel: Any = Channel.WEB
    stage: Any = Stage.RECEIVED
    contact: Any = {**WANG, "relationship": Relationship.SELF}
    language = "zh-hans"
    about: Any = None
    lead: Any = None
    assisting: Any = ()
    neutral = "有科室反映急会诊到场较晚，请核实并提出改进意见。"
    category = "PRO-02"
    satisfaction: Any = None
    outcome = ""
    finding = "经核实，当天窗口少开了一个，已增加高峰时段的人手。"
    form_key = ""
    received_at: Any = None
    acted_at: Any = None

    @classmethod
    def _create(cls, model_class: type[Case], *args: Any, **wanted: Any) -> Case:
        return Path(**wanted).walked()


class Path:
    """The way of one case, walked by Officer Li, Dr Zhao and the submitter."""

    def __init__(self, **wanted: Any) -> None:
        self.wanted = wanted
        self.officer = UserFactory(officer=True)

    def walked(self) -> Case:
        """Return the case at the stage that was asked for."""
        came, acted = self.wanted["received_at"], self.wanted["acted_at"]
        with at(came):
            self.case = self.come_in()
        with at(acted or came):
            for act in PATHS[self.wanted["stage"]]:
                getattr(self, act)()
            if self.wanted["satisfaction"]:
                self.rate()
        return self.case

    def come_in(self) -> Case:
        wanted = self.wanted
        voice = Voice(
            **{name: wanted[name] for name in ("kind", "story", "channel", "language")},
            **wanted["contact"],
            gist=wanted["gist"],
            department=wanted["about"],
        )
        key, hospital = wanted["form_key"] or codes.new_form_key(), HospitalFactory()
        if wanted["stage"] == Stage.REGISTERED:
            case = services.register(voice, by=self.officer, hospital=hospital, form_key=key)
            case.tracking_code = ""
            return case
        receipt = services.submit(voice, form_key=key, hospital=hospital)
        receipt.case.tracking_code = receipt.code
        return receipt.case

    def accept(self) -> None:
        services.accept(self.case, by=self.officer)

    def decline(self) -> None:
        told = "这件事由医保中心办理，电话 12393。"
        services.decline(
            self.case, by=self.officer, reason=DeclineReason.OUT_OF_SCOPE, explanation=told
        )

    def classify(self) -> None:
        category = Category.objects.get(code=self.wanted["category"])
        subject = Subject(category, severity=Severity.MEDIUM)
        services.classify(self.case, by=self.officer, primary=subject, gist=self.wanted["gist"])

    def assign(self) -> None:
        to = self.wanted["lead"] or DepartmentFactory(ward=True)
        more = {name: self.wanted[name] for name in ("assisting", "neutral")}
        services.assign(self.case, by=self.officer, to=to, **more)

    def take_on(self) -> None:
        people = self.case.lead.people()
        services.take_on(self.case, by=people[0] if people else UserFactory(doctor=True))

    def merge(self) -> None:
        """Merge it into an earlier one of somebody else, which `merged_into` then names."""
        into = CaseFactory(accepted=True, anonymous=True)
        services.merge(self.case, by=self.officer, into=into)

    def call_back(self) -> None:
        # Whoever dealt with a case does not ask what came of it.
        by = UserFactory(second_officer=True)
        services.call_back(self.case, by=by, resolution=Resolution.RESOLVED)

    def ask(self) -> None:
        services.ask(self.case, by=self.officer, question="请问是哪一天的上午还是下午？")

    def draft(self) -> None:
        services.draft(self.case, by=self.officer, answer="拟答复：已核实，向您致歉。")

    def reply(self) -> None:
        services.reply(self.case, by=self.officer, answer="已核实，向您致歉，窗口已增加人手。")

    def rate(self) -> None:
        satisfaction = self.wanted["satisfaction"]
        services.rate(self.case, satisfaction=satisfaction, resolution=Resolution.RESOLVED)

    def close(self) -> None:
        outcome = self.wanted["outcome"] or outcomes_for(self.case.kind)[0]
        services.close(
            self.case,
            by=self.officer,
            outcomes={self.wanted["category"]: outcome},
            measures=[Measure.APOLOGY, Measure.PROCESS],
            finding=self.wanted["finding"],
        )

    def reopen(self) -> None:
        services.reopen(
            self.case,
            by=Role.SUBMITTER,
            reason="同样的情况又发生了。",
            new_facts="昨天下午三点又等了两个小时。",
        )

    def withdraw(self) -> None:
        services.withdraw(self.case, reason="已经当面解决。")


def at(moment: datetime | None) -> AbstractContextManager[Any]:
    """Do something at another time; now when none is given."""
    return time_machine.travel(moment, tick=False) if moment else nullcontext()
