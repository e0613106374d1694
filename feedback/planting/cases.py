"""Planted cases: one in every stage, several closed, and enough alike to be counted in public figures.

Each comes in through the public form's service and goes its way through the office's.
"""

from datetime import timedelta
from io import BytesIO

from django.conf import settings
from django.core.files.base import ContentFile
from PIL import Image

from feedback import services
from feedback.models import Attachment, Case
from feedback.planting.scene import Scene
from feedback.services import Voice, codes, files
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

# Which acts lead to a stage, each a method of `Way`.
WAYS: dict[Stage, tuple[str, ...]] = {
    Stage.RECEIVED: (),
    Stage.REGISTERED: (),
    Stage.ACCEPTED: ("accept", "note"),
    Stage.DECLINED: ("decline",),
    Stage.ASSIGNED: ("accept", "classify", "assign", "message"),
    Stage.INVESTIGATING: ("accept", "classify", "assign", "take_on"),
    Stage.WAITING: ("accept", "ask"),
    Stage.DRAFTING: ("accept", "classify", "assign", "draft"),
    Stage.REPLIED: ("accept", "classify", "assign", "draft", "reply", "rate"),
    Stage.CALLBACK: ("accept", "classify", "assign", "draft", "reply", "call_back"),
    Stage.CLOSED: ("accept", "classify", "assign", "draft", "reply", "agree", "close"),
    Stage.REOPENED: ("accept", "classify", "assign", "draft", "reply", "reopen"),
    Stage.WITHDRAWN: ("withdraw",),
    Stage.MERGED: ("accept", "merge"),
}
# Closed with a string in the finding, and closed with none there: enough that a summary can hide
# among them, and that a month's figures change by enough to be frozen anew.
TOLD, MANY = 2, 24
PLAIN_FINDING = "当天开放的窗口少于排班，高峰时段已增加人手。"


def in_every_stage(scene: Scene) -> dict[Stage, Case]:
    """Return one case in each stage."""
    return {stage: Way(scene, stage).walked() for stage in WAYS}


def told(scene: Scene, staged: dict[Stage, Case]) -> list[Case]:
    """Return the closed cases in whose finding a string stands."""
    more = [Way(scene, Stage.CLOSED).walked() for _one in range(TOLD - 1)]
    return [staged[Stage.CLOSED], *more]


def many(scene: Scene) -> list[Case]:
    """Return closed cases alike, of which nothing but the finding may be told."""
    return [Way(scene, Stage.CLOSED, finding=PLAIN_FINDING).walked() for _one in range(MANY)]


class Way:
    """The way of one case to its stage."""

    def __init__(self, scene: Scene, stage: Stage, *, finding: str = "") -> None:
        self.scene, self.canaries, self.stage = scene, scene.canaries, stage
        self.officer, self.now = scene.officer, scene.at
        self.finding = finding

    def walked(self) -> Case:
        """Let the case come in and go its way; return it as it then is."""
        self.case = self.come_in()
        for act in WAYS[self.stage]:
            self.now += timedelta(minutes=5)
            getattr(self, act)()
        self.case.refresh_from_db()
        return self.case

    def said(self) -> str:
        """Return a sentence for the diary."""
        return self.canaries.sentence("feedback.CaseEvent.text")

    def voice(self) -> Voice:
        """Return what the submitter tells of the matter and of the own person."""
        is_order = self.stage == Stage.REGISTERED
        return Voice(
            kind=Kind.COMPLAINT,
            story=self.canaries.sentence("feedback.Case.story"),
            channel=Channel.H12345 if is_order else Channel.WEB,
            relationship=Relationship.CHILD,
            name=self.canaries.name("feedback.Contact.name"),
            phone=self.canaries.number("feedback.Contact.phone", start="139"),
            email=f"{self.canaries.word('feedback.Contact.email')}@example.org",
            external_number=self.canaries.number("feedback.Case.external_number", digits=16)
            if is_order
            else "",
            consent_health=True,
            gist=self.canaries.sentence("feedback.Case.gist", "检查单开错{0}"),
        )

    def come_in(self) -> Case:
        """Send it by the public form, or register what a hotline passed on."""
        key, scene = codes.new_form_key(), self.scene
        if self.stage == Stage.REGISTERED:
            return services.register(
                self.voice(), by=self.officer, hospital=scene.hospital, form_key=key
            )
        with_photo = self.stage in (Stage.ASSIGNED, Stage.CLOSED) and not self.finding
        uploads = [self._photo()] if with_photo else []
        with files.sealed(uploads, max_bytes=settings.ATTACHMENT_BYTES) as taken:
            receipt = services.submit(
                self.voice(), form_key=key, hospital=scene.hospital, attachments=taken, at=self.now
            )
        for one in Attachment.objects.filter(case=receipt.case):
            files.make_safe(one)
        self.canaries.digits("feedback.Case.code_digest (code)", receipt.code)
        if self.stage == Stage.ASSIGNED:
            scene.code = receipt.code
        return receipt.case

    def _photo(self) -> ContentFile[bytes]:
        """Return a photo that says of itself who took it, under a name that names somebody."""
        picture, kept = Image.new("RGB", (64, 48), "teal"), BytesIO()
        exif = picture.getexif()
        exif[0x010E] = self.canaries.word("feedback.Attachment (metadata)")
        picture.save(kept, "JPEG", exif=exif)
        name = self.canaries.name("feedback.Attachment.name")
        return ContentFile(kept.getvalue(), name=f"{name}的检查单.jpg")

    # --- Acts ------------------------------------------------------------------------------------
    def accept(self) -> None:
        services.accept(self.case, by=self.officer, at=self.now)

    def note(self) -> None:
        services.note(self.case, by=self.officer, text=self.said(), at=self.now)

    def decline(self) -> None:
        reason = DeclineReason.OUT_OF_SCOPE
        services.decline(
            self.case, by=self.officer, reason=reason, explanation=self.said(), at=self.now
        )

    def classify(self) -> None:
        subject = Subject(self.scene.category, severity=Severity.MEDIUM)
        services.classify(self.case, by=self.officer, primary=subject, at=self.now)

    def assign(self) -> None:
        services.assign(
            self.case,
            by=self.officer,
            to=self.scene.department,
            instruction=self.said(),
            at=self.now,
        )

    def take_on(self) -> None:
        services.take_on(self.case, by=self.scene.doctor, at=self.now)

    def message(self) -> None:
        services.message(self.case, text=self.said(), at=self.now)

    def ask(self) -> None:
        services.ask(self.case, by=self.officer, question=self.said(), at=self.now)

    def draft(self) -> None:
        services.draft(self.case, by=self.officer, answer=self.said(), at=self.now)

    def reply(self) -> None:
        services.reply(self.case, by=self.officer, answer=self.said(), at=self.now)

    def rate(self) -> None:
        services.rate(
            self.case,
            satisfaction=Satisfaction.SATISFIED,
            resolution=Resolution.RESOLVED,
            comment=self.said(),
            at=self.now,
        )

    def call_back(self) -> None:
        services.call_back(
            self.case,
            by=self.scene.caller,
            resolution=Resolution.RESOLVED,
            text=self.canaries.sentence("feedback.Callback.text"),
            at=self.now,
        )

    def agree(self) -> None:
        services.agree_to_publication(self.case, agreed=True, at=self.now)

    def close(self) -> None:
        services.close(
            self.case,
            by=self.officer,
            outcomes={self.scene.category.code: outcomes_for(self.case.kind)[0]},
            measures=[Measure.APOLOGY, Measure.PROCESS],
            finding=self.finding or self.canaries.sentence("feedback.Case.finding"),
            at=self.now,
        )

    def reopen(self) -> None:
        services.reopen(
            self.case, by=Role.SUBMITTER, reason=self.said(), new_facts=self.said(), at=self.now
        )

    def withdraw(self) -> None:
        services.withdraw(self.case, reason=self.said(), at=self.now)

    def merge(self) -> None:
        into = Way(self.scene, Stage.ACCEPTED).walked()
        services.merge(self.case, by=self.officer, into=into, text=self.said(), at=self.now)
