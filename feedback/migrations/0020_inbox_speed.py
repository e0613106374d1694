"""The indexes of the inbox hold what decides who sees a case: it counts and sorts without reading one."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('feedback', '0019_who_spoke'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='case',
            name='case_by_stage_and_first_due',
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['stage', 'first_due_on', 'restricted', 'sphere', 'lead', 'held_by'], name='case_by_stage_and_first_due'),
        ),
        migrations.RemoveIndex(
            model_name='case',
            name='case_by_officer',
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('officer__isnull', False)), fields=['officer', 'stage', 'restricted', 'sphere'], name='case_by_officer'),
        ),
        migrations.RemoveIndex(
            model_name='case',
            name='case_came_back',
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('came_back_at__isnull', False)), fields=['came_back_at', 'officer', 'restricted', 'sphere'], name='case_came_back'),
        ),
    ]
