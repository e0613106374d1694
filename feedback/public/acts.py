"""What the submitter may do on the own case: for each act its question, its words and its service.

Which of them the procedure opens stands in `feedback.workflow`; of those the page offers what there
is something to do about.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from feedback import services, workflow
from feedback.models import Case
from feedback.public import blank, questions
from feedback.public.forms import WithAttachments
from feedback.public.questions import Words
from feedback.services.aftercare import NEEDS_NEW_FACTS
from feedback.services.files import Sealed
from feedback.vocabulary import Act, Stage
from feedback.workflow import Role

AFTER_THE_ANSWER = frozenset({Act.RATE, Act.CONSENT, Act.REOPEN})


@dataclass(frozen=True)
class Room:
    """One act: its form, its words on the page, and the service that does it."""

    act: Act
    form: type[Words]
    do: Callable[[Case, dict[str, Any], Sequence[Sealed]], Any]
    title: str | Promise
    button: str | Promise
    done: str | Promise
    lead: str | Promise = ""
    folded: bool = False
    # What is asked where the case has ended, if that is more.
    form_if_ended: type[Words] | None = None

    def form_of(self, case: Case) -> type[Words]:
        """Return what this case asks for."""
        has_ended = case.stage in NEEDS_NEW_FACTS
        return self.form_if_ended if has_ended and self.form_if_ended else self.form

    def blank(self, case: Case, initial: dict[str, Any] | None = None) -> Words:
        """Return the form with nothing typed in it yet."""
        return self.form_of(case)(initial=initial, auto_id=self._ids)

    def drawn(self, case: Case) -> SafeString:
        """Return the blank form as HTML."""
        return blank.drawn((self.act, self.form_of(case)), lambda: self.blank(case))

    def filled(self, case: Case, data: Any, files: Any) -> Words:
        """Return the form with what was sent; a second click answers what the first was asked."""
        more = self.form_if_ended
        asked_more = more is not None and any(
            name in data for name in set(more.own_words()) - set(self.form.own_words())
        )
        form = more if more and asked_more else self.form_of(case)
        return form(data, files, auto_id=self._ids)

    def written(self, data: Any) -> str:
        """Return all words of the submitter's own that were sent."""
        names = (self.form_if_ended or self.form).own_words()
        return "\n\n".join(filter(None, (data.get(name, "") for name in names)))

    @property
    def takes_files(self) -> bool:
        """Say whether something can be attached."""
        return issubclass(self.form, WithAttachments)

    @property
    def _ids(self) -> str:
        return f"id_{self.act.value}_%s"


def open_to(case: Case) -> frozenset[Act]:
    """Return what the submitter can do now."""
    acts = frozenset(workflow.open_acts(case.stage, Role.SUBMITTER))
    if case.restated_at is None:
        acts -= {Act.CONFIRM, Act.CORRECT}
    if case.stage == Stage.MERGED and case.answered_at is None:
        acts -= AFTER_THE_ANSWER
    if case.dispute or case.restricted:  # nothing of it is published, so nobody is asked
        acts -= {Act.CONSENT}
    return acts


# In the order in which they matter to somebody who opens the page.
ROOMS = {
    room.act: room
    for room in (
        Room(
            Act.CONFIRM,
            questions.PressForm,
            lambda case, data, files: services.confirm(case),
            _("Is this what you mean?"),
            _("Yes, that is it"),
            _("Thank you. Now we know that we have understood you."),
        ),
        Room(
            Act.CORRECT,
            questions.CorrectForm,
            lambda case, data, files: services.correct(case, text=data["text"]),
            _("No, this is different:"),
            _("Send the correction"),
            _("Thank you. We read what you wrote and put your matter into words once more."),
        ),
        Room(
            Act.ANSWER,
            questions.AnswerForm,
            lambda case, data, files: services.answer(case, text=data["text"], attachments=files),
            _("Answer our question"),
            _("Send the answer"),
            _("Thank you. Your answer has reached us, and the clock runs again."),
        ),
        Room(
            Act.RATE,
            questions.RateForm,
            lambda case, data, files: services.rate(case, **data),
            _("What do you think of our answer?"),
            _("Send the rating"),
            _(
                "Thank you. Your judgement has been noted. If you like, you can add to it or change it below."
            ),
        ),
        Room(
            Act.MESSAGE,
            questions.MessageForm,
            lambda case, data, files: services.message(case, text=data["text"], attachments=files),
            _("Add something"),
            _("Send the message"),
            _("Your message has reached us."),
            folded=True,
        ),
        Room(
            Act.REOPEN,
            questions.ReopenForm,
            lambda case, data, files: services.reopen(case, by=Role.SUBMITTER, **data),
            _("Have your case taken up again"),
            _("Take it up again"),
            _("Your case is taken up again."),
            lead=_("Not resolved, or something new has come up? Tell us what is still open."),
            folded=True,
            form_if_ended=questions.ReopenEndedForm,
        ),
        Room(
            Act.CONSENT,
            questions.ConsentForm,
            lambda case, data, files: services.agree_to_publication(case, agreed=True),
            _("May others learn from your case?"),
            _("I agree"),
            _("Thank you. You can withdraw your consent here at any time."),
            lead=_(
                "We would like to publish a short summary: what was asked, what we found and what we changed. It names nobody, gives the month only, and repeats none of your words. You are free to say no or nothing at all: our answer and your treatment do not depend on it. You can withdraw your consent here at any time."
            ),
            folded=True,
        ),
        Room(
            Act.REVOKE,
            questions.PressForm,
            lambda case, data, files: services.agree_to_publication(case, agreed=False),
            _("Your consent to a published summary"),
            _("Withdraw my consent"),
            _("You have withdrawn your consent. The complaint office has been told."),
            lead=_(
                "You have agreed that we publish a summary of your case that names nobody. You can withdraw this at any time, without giving a reason and without any disadvantage."
            ),
            folded=True,
        ),
        Room(
            Act.WITHDRAW,
            questions.WithdrawForm,
            lambda case, data, files: services.withdraw(case, reason=data["reason"]),
            _("Withdraw your case"),
            _("Withdraw my case"),
            _("You have withdrawn your case."),
            lead=_(
                "We then stop looking into it. You can still open this page with your tracking code, and have the case taken up again."
            ),
        ),
    )
}
