"""Fills an empty house with fourteen months of its life. Never called where cases already are."""

from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

from django.utils import timezone

from feedback import services
from feedback.demo import calls
from feedback.demo.counted import count
from feedback.demo.house import House
from feedback.demo.improvements import learn
from feedback.demo.life import Life
from feedback.demo.scenes import Stage
from feedback.demo.voices import Entry, Told, ledger, told
from feedback.models import CaseEvent, Category
from feedback.services import Record, Voice, codes
from feedback.services.handling import Subject
from feedback.vocabulary import Channel, Kind, Relationship, Severity
from portal.crypto import keyed_index

SEED = 20190410
DAYS = 425
# What has not run its course today, and how many days ago it came in.
IN_HAND = (
    ("stuck", 27.0),
    ("again", 22.0),
    ("stuck", 19.2),
    ("stuck", 13.4),
    ("waiting", 9.1),
    ("drafting", 9.0),
    ("drafting", 8.2),
    ("drafting", 7.1),
    ("waiting", 6.3),
    ("stuck", 5.4),
    ("accepted", 5.1),
    ("stuck", 4.8),
    ("accepted", 4.2),
    ("registered", 4.0),
    ("received", 0.6),
    ("received", 0.3),
    ("received", 0.1),
)
FATES = {"": 76, "asked": 8, "slow": 9, "reopened": 4, "withdrawn": 3}


class Planned(NamedTuple):
    """When a voice comes in, and what is out of the ordinary about it."""

    at: datetime
    fate: str
    told: Told


def build(house: House, *, now: datetime) -> str:
    """Let all cases live up to now and return the tracking code of one that is in hand."""
    dice = Random(SEED)  # noqa: S311 - the same demo for everybody; nothing secret comes from it
    for planned in sorted(_plan(dice, now), key=lambda planned: planned.at):
        Life(house, dice, now, planned.told, planned.at, planned.fate).live()
    for entry in ledger():
        _take_over(entry, house, now=now)
    Stage(house, now).play()
    calls.patients(house, now=now)
    learn(house, now=now)
    code = _followed(house, now=now)
    CaseEvent.objects.update(told_at=now)  # fourteen months of news are no news
    count(house, now=now)
    return code


def _plan(dice: Random, now: datetime) -> list[Planned]:
    voices = sorted(told(dice), key=lambda voice: voice.is_elsewhere)
    in_hand, past = voices[: len(IN_HAND)], voices[len(IN_HAND) :]
    plan = [
        Planned(now - timedelta(days=days), fate, voice)
        for (fate, days), voice in zip(IN_HAND, in_hand, strict=True)
    ]
    for voice in past:
        day = timezone.localtime(now) - timedelta(days=dice.uniform(1, DAYS))
        at = day.replace(hour=dice.randint(7, 21), minute=dice.randint(0, 59))
        fate = dice.choices(list(FATES), list(FATES.values()))[0]
        plan.append(Planned(at if at < now else day, fate, voice))
    return plan


def _take_over(entry: Entry, house: House, *, now: datetime) -> None:
    """Take a case over from somebody's register, with its own dates and its answer."""
    received = now - timedelta(days=entry.days)
    words = {name: getattr(entry, name) for name in ("kind", "channel", "gist", "story")}
    record = Record(
        voice=Voice(**words),
        import_key=None,
        text_key=keyed_index(entry.story, purpose="text"),
        received_at=received,
        reply=entry.reply,
        replied_at=received + timedelta(days=entry.answered_after) if entry.reply else None,
    )
    services.take_in(record, hospital=house.hospital)


def _followed(house: House, *, now: datetime) -> str:
    """Let one submitter follow a case by its code: asked, answered, and with the ward."""
    voice = Voice(
        kind=Kind.COMPLAINT,
        story="母亲在心内科住院，换药时间每天都不一样，问过两次，都说等通知。\n"
        "我们不是不愿意等，只是想提前知道，好安排人陪着。",
        channel=Channel.WEB,
        department=house.departments["cardiology"],
        relationship=Relationship.CHILD,
        name="王女士",
        phone="010-5555 0123",
        consent_health=True,
    )

    def ago(days: float) -> datetime:
        return now - timedelta(days=days)

    officer, key = house.officer, codes.new_form_key()
    receipt = services.submit(voice, form_key=key, hospital=house.hospital, at=ago(3.2))
    case = receipt.case
    services.accept(case, by=officer, at=ago(3.0))
    subject = Subject(Category.objects.get(code="COM-01"), severity=Severity.LOW)
    services.classify(case, by=officer, primary=subject, gist="换药时间不确定", at=ago(3.0))
    question = "请问您母亲住在几病区？方便的话请告诉我们床号，我们请护士长与您约定时间。"
    services.ask(case, by=officer, question=question, at=ago(2.5))
    services.answer(case, text="心内科二病区，靠窗的床。谢谢你们这么快回复。", at=ago(2.1))
    ward = house.departments["cardiology"]
    instruction = "请与家属约定换药时间，并提出答复意见。"
    services.assign(case, by=officer, to=ward, instruction=instruction, at=ago(1.9))
    return receipt.code
