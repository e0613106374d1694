"""What was written before there was news by e-mail is no news any more."""

from django.db import migrations
from django.db.models import F, Max

# So many at a time, each for itself: whoever works beside it waits for none of it.
AT_A_TIME = 2000


def tell(apps, schema_editor):
    entries = apps.get_model("feedback", "CaseEvent").objects.using(schema_editor.connection.alias)
    last = entries.aggregate(last=Max("pk"))["last"] or 0
    for first in range(1, last + 1, AT_A_TIME):
        some = entries.filter(pk__range=(first, min(first + AT_A_TIME - 1, last)), told_at=None)
        some.update(told_at=F("at"))


class Migration(migrations.Migration):

    atomic = False

    dependencies = [("feedback", "0006_notices")]

    operations = [migrations.RunPython(tell, migrations.RunPython.noop, elidable=True)]
