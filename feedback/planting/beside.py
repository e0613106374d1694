"""What lies beside the cases: measures, the library, work orders, discharged patients, saved filters."""

import json
from datetime import timedelta

from django.utils import timezone

from feedback import services
from feedback.models import (
    Access,
    Case,
    CaseEvent,
    Discharge,
    Improvement,
    Notice,
    OrderBatch,
    OrderRow,
    ReplyTemplate,
    SavedFilter,
    SubjectMapping,
    WordTally,
)
from feedback.planting.scene import Scene
from feedback.services import discharges, improving, library
from feedback.services.improving import Plan
from feedback.services.library import Words
from feedback.vocabulary import Channel, News, Reading, RowFate, Stage
from portal.canaries import Canaries


def everything(scene: Scene, staged: dict[Stage, Case]) -> Improvement:
    """Plant it all; return the measure, of which a notice may be drafted."""
    _called(scene)
    _orders(scene, staged[Stage.REGISTERED])
    _desk(scene, staged)
    services.link(
        staged[Stage.REPLIED],
        other=staged[Stage.CLOSED],
        by=scene.officer,
        why=scene.canaries.sentence("feedback.CaseLink.why", "同一件事{0}"),
    )
    library.take(staged[Stage.CLOSED], _lesson(scene), by=scene.officer)
    return _measure(scene, staged)


def _lesson(scene: Scene) -> Words:
    def said(name: str) -> str:
        return scene.canaries.sentence(f"feedback.Lesson.{name}")

    return Words(
        title=scene.canaries.sentence("feedback.Lesson.title", "检查单开错{0}"),
        happened=said("happened"),
        handled=said("handled"),
        learnt=said("learnt"),
        training=said("training"),
    )


def _measure(scene: Scene, staged: dict[Stage, Case]) -> Improvement:
    def said(name: str) -> str:
        return scene.canaries.sentence(f"feedback.Improvement.{name}")

    plan = Plan(
        title=scene.canaries.sentence("feedback.Improvement.title", "检查单复核{0}"),
        problem=said("problem"),
        measure=said("measure"),
        cause=said("cause"),
        department=scene.department,
        category=scene.category,
        due_on=timezone.localdate() + timedelta(days=30),
    )
    linked = [staged[Stage.REPLIED], staged[Stage.CLOSED]]
    measure = improving.begin(plan, by=scene.officer, cases=linked)
    improving.carry_out(
        measure, by=scene.officer, text=scene.canaries.sentence("feedback.ImprovementEvent.text")
    )
    return measure


def _called(scene: Scene) -> None:
    """Take in a ward's list, and write down a call."""
    canaries = scene.canaries
    patient = discharges.Patient(
        discharged_on=timezone.localdate() - timedelta(days=3),
        phone=canaries.number("feedback.Discharge.phone", start="138"),
        name=canaries.name("feedback.Discharge.name"),
        department=scene.department,
    )
    discharges.take_in([patient], by=scene.officer, hospital=scene.hospital)
    row = scene.keep(Discharge.objects.get(import_key=patient.key))
    said = canaries.sentence("feedback.Callback.text")
    services.call_patient(row, by=scene.caller, reached=True, satisfaction=4, text=said)


def _orders(scene: Scene, case: Case) -> None:
    """Lay out a file of work orders with one row, which names a person."""
    canaries = scene.canaries
    batch = OrderBatch.objects.create(
        hospital=scene.hospital,
        channel=Channel.H12345,
        header=[canaries.sentence("feedback.OrderBatch.header", "诉求人{0}"), "电话"],
        by=scene.officer,
        at=timezone.now(),
    )
    cells = [
        canaries.name("feedback.OrderRow.cells"),
        canaries.number("feedback.OrderRow.cells", start="137"),
        canaries.number("feedback.OrderRow.cells", start="1101", digits=18),
    ]
    scene.keep(batch)
    OrderRow.objects.create(
        batch=batch,
        line=1,
        fate=RowFate.IMPORTED,
        case=case,
        cells=json.dumps(cells, ensure_ascii=False),
        reason=canaries.sentence("feedback.OrderRow.reason"),
    )


def _desk(scene: Scene, staged: dict[Stage, Case]) -> None:
    """Plant what an officer keeps for the own work."""
    canaries, event = scene.canaries, _entry(staged[Stage.REPLIED])
    Access.objects.create(
        case=event.case,
        by=scene.officer,
        reading=Reading.CONTACT,
        reason=canaries.sentence("feedback.Access.reason", "回电{0}"),
    )
    now = timezone.now()
    Notice.objects.create(
        event=event, reader=scene.caller, kind=News.RECEIPT, made_at=now, not_before=now
    )
    scene.keep(
        SavedFilter.objects.create(
            user=scene.officer,
            name=canaries.sentence("feedback.SavedFilter.name", "欧阳{0}"),
            query=f"q={canaries.word('feedback.SavedFilter.query')}",
        )
    )
    scene.keep(
        SubjectMapping.objects.create(
            channel=Channel.H12345,
            path=canaries.sentence("feedback.SubjectMapping.path", "医疗 / 检查{0}"),
        )
    )
    scene.keep(
        ReplyTemplate.objects.create(
            title=canaries.sentence("feedback.ReplyTemplate.title", "检查单{0}"),
            text=canaries.sentence("feedback.ReplyTemplate.text"),
        )
    )
    scene.keep(_word(scene, canaries))


def _word(scene: Scene, canaries: Canaries) -> WordTally:
    return WordTally.objects.create(
        hospital=scene.hospital,
        month=scene.at.date().replace(day=1),
        kind="complaint",
        word=canaries.sentence("feedback.WordTally.word", "{0}"),
        cases=12,
    )


def _entry(case: Case) -> CaseEvent:
    return CaseEvent.objects.filter(case=case).order_by("-seq")[0]
