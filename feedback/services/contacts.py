"""What submitters decide about how they are reached."""

from django.db.models import Q

from feedback.models import Case, Contact


def want_news(case: Case, *, wanted: bool) -> bool:
    """Send the submitter news, or no more; False where neither address nor number was left."""
    reached = Contact.objects.filter(case=case).exclude(Q(email_index="") & Q(phone_index=""))
    return reached.update(wants_news=wanted) > 0
