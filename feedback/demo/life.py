"""Lets a case live: each act by its own person through the services, as far as today allows."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from feedback import services
from feedback.demo import calls
from feedback.demo.chances import (
    ARRIVES,
    CARE_STAGE,
    CHANNELS,
    CLOSES,
    ELSEWHERE,
    LISTENING,
    OPENS,
    RATINGS,
    SATURDAY,
    STOPS,
    SURNAMES,
    WAKES,
)
from feedback.demo.house import House
from feedback.demo.voices import Told
from feedback.models import Case, Category
from feedback.services import Voice, codes
from feedback.services.handling import Subject
from feedback.vocabulary import (
    PUBLIC_CHANNELS,
    CareStage,
    Channel,
    DeclineReason,
    Kind,
    Outcome,
    Priority,
    Resolution,
    Satisfaction,
)
from feedback.workflow import Role


class NotYet(Exception):
    """The next act would lie in the future: the case stands where it stands today."""


@dataclass
class Life:
    """One case from its receipt to today. `fate` says what is out of the ordinary about it."""

    house: House
    dice: Random
    now: datetime
    told: Told
    at: datetime
    fate: str = ""

    def live(self) -> Case:
        """Let it happen and return the case."""
        self.case = self._come_in()
        with suppress(NotYet):
            self._be_worked_on()
        return self.case

    def _be_worked_on(self) -> None:
        acts: tuple[Callable[[], None], ...] = (
            self._take_up,
            self._assign,
            self._ask,
            self._draft,
            self._reply,
            self._conclude,
        )
        if self.fate == "withdrawn":
            acts = (self._withdraw,)
        elif self.told.is_elsewhere:
            acts = (self._decline,)
        for act in acts[: STOPS.get(self.fate, len(acts))]:
            act()

    def _come_in(self) -> Case:
        dice = self.dice
        usual = dice.choices(list(CHANNELS), list(CHANNELS.values()))[0]
        channel = self.told.channel or ARRIVES.get(self.fate) or usual
        if channel not in PUBLIC_CHANNELS:
            self.at = self._in_hours(self.at)
        voice = Voice(
            kind=self.told.kind,
            story=self.told.story,
            channel=channel,
            department=self._department if dice.random() < 0.5 else None,
            happened_on=timezone.localdate(self.at - timedelta(days=dice.randint(0, 4))),
            language=self.told.language,
            consent_health=dice.random() < 0.6,
            gist="" if channel in PUBLIC_CHANNELS else self.told.gist,
            place=calls.place(self.told.story) if channel == Channel.ROVING else "",
            **self._work_order(channel),
            **self._person(),
        )
        key, hospital = codes.new_form_key(), self.house.hospital
        if channel in PUBLIC_CHANNELS:
            return services.submit(voice, form_key=key, hospital=hospital, at=self.at).case
        officer = self.house.officer
        return services.register(voice, by=officer, hospital=hospital, form_key=key, at=self.at)

    def _take_up(self) -> None:
        self._later(0.05, 0.9)
        services.accept(self.case, by=self.house.officer, at=self.at)
        self._later(0.01, 0.05)
        category = Category.objects.get(code=self.told.category)
        others = []
        if self.told.kind == Kind.COMPLAINT and self.dice.random() < 0.15:
            others = [Subject(Category.objects.get(code=LISTENING), severity=1)]
        services.classify(
            self.case,
            by=self.house.officer,
            primary=Subject(category, **self._seriousness()),
            others=others,
            priority=Priority.URGENT if category.asks_safety else Priority.ROUTINE,
            gist=self.told.gist,
            at=self.at,
        )

    def _assign(self) -> None:
        self._later(0.01, 0.2)
        helpers = []
        if self.dice.random() < 0.08:
            helpers = [self.house.departments["nursing"]]
        services.assign(
            self.case,
            by=self.house.officer,
            to=self._department,
            assisting=helpers,
            instruction="请核实经过，三个工作日内提出答复意见。",
            neutral=self.told.neutral,
            at=self.at,
        )

    def _ask(self) -> None:
        if self.fate not in {"asked", "waiting"}:
            return
        self._later(0.2, 0.8)
        question = "为了核实，请告诉我们是哪一天、大约几点、在哪个窗口或诊室？"
        services.ask(self.case, by=self.house.officer, question=question, at=self.at)
        if self.fate == "asked":
            self._later(0.3, 2, office=False)
            services.answer(self.case, text="是上午十点左右，在一楼靠里的那个窗口。", at=self.at)

    def _draft(self) -> None:
        slow = self.fate == "slow"
        self._later(*((9, 14) if slow else (0.8, 2.6)))
        # What is restricted no department sees, so the office drafts it itself.
        restricted = self.case.restricted
        drafter = self.house.officer if restricted else self.house.contact_of(self._department)
        services.draft(self.case, by=drafter, answer=self.told.reply, at=self.at)

    def _reply(self) -> None:
        if self.case.needs_approval:
            self._later(0.02, 0.3)
            services.approve(self.case, by=self.house.director, at=self.at)
        self._later(0.1, 1.2)
        services.reply(self.case, by=self.house.officer, answer=self.told.reply, at=self.at)

    def _conclude(self) -> None:
        again = self.fate in {"reopened", "again"}
        if again or self.dice.random() < 0.62:
            self._rate(Satisfaction.VERY_DISSATISFIED if again else self._judgement())
        if again:
            self._reopen()
        self.at = calls.after_the_answer(self.case, self.house, after=self.at, now=self.now)
        self._close()
        if (
            self.told.kind == Kind.COMPLIMENT
            and self.case.satisfaction == Satisfaction.VERY_SATISFIED
        ):
            services.agree_to_publication(self.case, agreed=True, at=self.at)

    def _reopen(self) -> None:
        self._later(0.5, 3, office=False)
        reason = "答复里说已经改了，可是昨天去还是一样。"
        new_facts = "昨天下午我又去了一次，带着预约单，还是等了很久。"
        services.reopen(
            self.case, by=Role.SUBMITTER, reason=reason, new_facts=new_facts, at=self.at
        )
        if self.fate == "again":
            raise NotYet
        if self.case.needs_approval:
            raise NotYet
        self._later(1, 3)
        answer = "您好，我们再次到现场核实，问题确实反复。已由分管院领导督办，本周内完成整改，届时再告知您。"
        services.reply(self.case, by=self.house.officer, answer=answer, at=self.at)
        self._rate(Satisfaction.FAIRLY)

    def _judgement(self) -> int:
        if self.told.kind in {Kind.COMPLIMENT, Kind.ENQUIRY}:
            return self.dice.choice((Satisfaction.SATISFIED, Satisfaction.VERY_SATISFIED))
        return self.dice.choices(list(RATINGS), list(RATINGS.values()))[0]

    def _rate(self, satisfaction: int) -> None:
        self._later(0.2, 4, office=False)
        resolution = {1: Resolution.UNRESOLVED, 2: Resolution.UNRESOLVED, 3: Resolution.PARTLY}
        services.rate(
            self.case,
            satisfaction=satisfaction,
            resolution=resolution.get(satisfaction, Resolution.RESOLVED),
            at=self.at,
        )

    def _close(self) -> None:
        self._later(2, 6)
        rows = self.case.categories.select_related("category")
        outcomes = {row.category.code: self.told.outcome for row in rows}
        if LISTENING in outcomes:
            outcomes[LISTENING] = Outcome.PARTLY
        services.close(
            self.case,
            by=self.house.officer,
            outcomes=outcomes,
            measures=self.told.measures,
            finding=self.told.finding,
            hospital_resolution=calls.hospital_resolution(self.case),
            at=self.at,
        )

    def _withdraw(self) -> None:
        self._later(0.1, 1, office=False)
        services.withdraw(self.case, reason="已经当面解决了，谢谢。", at=self.at)

    def _decline(self) -> None:
        self._later(0.1, 1)
        services.decline(
            self.case,
            by=self.house.officer,
            reason=DeclineReason.OUT_OF_SCOPE,
            explanation=ELSEWHERE,
            at=self.at,
        )

    @property
    def _department(self) -> Any:
        return self.house.departments[self.told.department]

    def _seriousness(self) -> dict[str, Any]:
        stage = CARE_STAGE.get(self.told.department, CareStage.NA)
        if self.told.kind != Kind.COMPLAINT:
            return {"care_stage": stage}
        return {
            "severity": self.dice.choices([1, 2, 3], [60, 32, 8])[0],
            "harm": self.dice.choices([0, 1, 2], [86, 11, 3])[0],
            "care_stage": stage,
        }

    def _person(self) -> dict[str, Any]:
        """Somebody who left a number that rings nowhere, or nobody."""
        if self.dice.random() < 0.4:
            return {}
        return {
            "name": self.dice.choice(SURNAMES) + self.dice.choice(("女士", "先生")),
            "phone": f"010-5555 01{self.dice.randint(0, 99):02d}",
            "relationship": self.dice.choice(("self", "self", "child", "parent", "spouse")),
        }

    def _work_order(self, channel: str) -> dict[str, Any]:
        if channel != Channel.H12345:
            return {}
        due = timezone.localdate(self.at) + timedelta(days=self.dice.randint(5, 10))
        number = f"SH{self.at:%Y%m%d}{self.dice.randint(0, 9999):04d}"
        return {"external_number": number, "external_due_on": due}

    def _later(self, least: float, most: float, *, office: bool = True) -> None:
        """Let some days pass; the hospital acts in its hours, a submitter when people are awake."""
        at = self.at + timedelta(days=self.dice.uniform(least, most))
        at = self._in_hours(at) if office else self._awake(at)
        if at > self.now:
            raise NotYet
        self.at = at

    def _awake(self, moment: datetime) -> datetime:
        local = timezone.localtime(moment)
        return local if local.hour >= WAKES else local + timedelta(hours=WAKES)

    def _in_hours(self, moment: datetime) -> datetime:
        """Return the moment itself, or one soon after the hospital opens again."""
        local = timezone.localtime(moment)
        opening = local.replace(hour=OPENS, minute=self.dice.randint(5, 59))
        if local.hour < OPENS:
            local = opening
        elif local.hour >= CLOSES:
            local = opening + timedelta(days=1)
        while local.weekday() >= SATURDAY:
            local += timedelta(days=1)
        return local
