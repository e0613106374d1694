"""Who called whom in the demo hospital: submitters after their answer, and patients after their stay."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from feedback import services
from feedback.demo.chances import CLOSES, OPENS, SATURDAY
from feedback.demo.house import House
from feedback.models import Callback, Case, Contact, Discharge
from feedback.services import Voice, codes, discharges
from feedback.vocabulary import Channel, Kind, Relationship, Resolution, Satisfaction

SAID = {
    Resolution.RESOLVED: "表示问题已经解决，感谢回复。",
    Resolution.PARTLY: "表示态度有改善，等候时间还是偏长。",
    Resolution.UNRESOLVED: "表示问题仍未解决，已告知可以申请重新办理。",
}
# In the hospital's own judgement, and in the submitter's.
JUDGED = {Resolution.RESOLVED: 82, Resolution.PARTLY: 13, Resolution.UNRESOLVED: 5}
ANSWERED = {Resolution.RESOLVED: 70, Resolution.PARTLY: 19, Resolution.UNRESOLVED: 11}
SATISFIED = {Resolution.RESOLVED: (4, 5), Resolution.PARTLY: (3, 4), Resolution.UNRESOLVED: (1, 2)}
CALLED, REACHED = 0.75, 0.8
PLACES = ("门诊一楼大厅", "住院部三楼护士站", "急诊候诊区", "放射科候诊区")
NAMES = "赵钱孙李周吴郑王冯陈"
WARDS = ("cardiology", "paediatrics", "emergency")


def of(case: Case) -> Random:
    """Return the chances of one case, so that a call more or less changes nothing else in the demo."""
    return Random(case.pk)  # noqa: S311 - nothing secret comes from it


def place(story: str) -> str:
    """Return where the roving desk stood."""
    return PLACES[len(story) % len(PLACES)]


def hospital_resolution(case: Case) -> str:
    """Return whether the hospital holds a matter for resolved; a compliment asks for nothing."""
    if case.kind == Kind.COMPLIMENT:
        return ""
    return of(case).choices(list(JUDGED), list(JUDGED.values()))[0].value


def after_the_answer(case: Case, house: House, *, after: datetime, now: datetime) -> datetime:
    """Let the callback centre call, and now and then a colleague once more; return when that was."""
    chances = of(case)
    at = in_hours(after + timedelta(days=chances.uniform(0.4, 1.2)))
    reachable = Contact.objects.filter(case=case, phone_index__gt="").exists()
    if at > now or not reachable or case.restricted or chances.random() > CALLED:
        return after
    if chances.random() > REACHED:
        unreached = Resolution.UNREACHABLE
        services.call_back(case, by=house.caller, resolution=unreached, at=at)
        return at
    said = _answer(chances)
    drawn = chances.random() < 0.1
    services.call_back(case, by=house.caller, at=at, draw=lambda: drawn, **said)
    again = in_hours(at + timedelta(hours=chances.uniform(2, 20)))
    if not drawn or again > now or chances.random() > 0.8:
        return at
    first = Callback.objects.get(case=case, drawn=True)
    first.case = case  # whoever goes on with the case knows how far it has come
    said = said if chances.random() < 0.85 else _answer(chances)
    services.call_again(first, by=house.second_caller, at=again, **said)
    return again


def patients(house: House, *, now: datetime) -> None:
    """Bring a ward's list, and call some of it."""
    chances, today = Random(2), timezone.localdate(now)  # noqa: S311 - nothing secret comes from it
    rows = [
        services.Patient(
            discharged_on=today - timedelta(days=2 + number // 3),
            phone=f"010-5555 01{number:02d}",
            name=chances.choice(NAMES) + chances.choice(("女士", "先生")),
            number=f"ZY{number:05d}",
            department=house.departments[WARDS[number % 3]],
        )
        for number in range(18)
    ]
    brought = now - timedelta(days=1.5)
    discharges.take_in(rows, by=house.caller, hospital=house.hospital, at=brought)
    listed = list(Discharge.objects.order_by("discharged_on", "pk"))
    yesterday = now - timedelta(days=1)
    for number, patient in enumerate(listed[:5]):
        drawn = number == 0
        services.call_patient(
            patient,
            by=house.caller,
            reached=True,
            satisfaction=Satisfaction.SATISFIED,
            text="恢复良好，用药清楚，对护理满意。",
            at=yesterday,
            draw=[lambda: False, lambda: True][drawn],
        )
    for patient in listed[5:7]:
        services.call_patient(patient, by=house.caller, reached=False, at=yesterday)
    services.call_patient(listed[7], by=house.caller, reached=True, refuses=True, at=yesterday)
    _praise(listed[8], house, now=now)


def _praise(patient: Discharge, house: House, *, now: datetime) -> None:
    """Let one of them praise the ward; it becomes a case of its own."""
    very = Satisfaction.VERY_SATISFIED
    call = services.call_patient(
        patient, by=house.caller, reached=True, satisfaction=very, at=now, draw=lambda: False
    )
    voice = Voice(
        kind=Kind.COMPLIMENT,
        story="出院前护士把每一种药怎么吃都写在纸上，还打电话回来问，特别感谢。",
        channel=Channel.CALLBACK,
        department=patient.department,
        relationship=Relationship.SELF,
        name=patient.name,
        phone=patient.phone,
    )
    key = codes.new_form_key()
    discharges.raise_matter(call, voice, by=house.caller, hospital=house.hospital, form_key=key)


def _answer(chances: Random) -> dict[str, Any]:
    resolution = chances.choices(list(ANSWERED), list(ANSWERED.values()))[0]
    return {
        "resolution": resolution.value,
        "satisfaction": chances.choice(SATISFIED[resolution]),
        "text": SAID[resolution],
    }


def in_hours(moment: datetime) -> datetime:
    """Return the moment itself, or the next morning on which somebody calls."""
    local = timezone.localtime(moment)
    if local.hour >= CLOSES:
        local = (local + timedelta(days=1)).replace(hour=OPENS, minute=20)
    local = local.replace(hour=max(local.hour, OPENS))
    while local.weekday() >= SATURDAY:
        local += timedelta(days=1)
    return local
