"""What submitters decide about how they are reached."""

from feedback.models import Case, Contact


def want_news(case: Case, *, wanted: bool) -> bool:
    """Send the submitter news by e-mail, or no more; False where no address was left."""
    reached = Contact.objects.filter(case=case).exclude(email_index="")
    return reached.update(wants_news=wanted) > 0
