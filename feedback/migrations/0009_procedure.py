"""What the whole procedure keeps of a case: who answers for it, what waits, how it was counted."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("feedback", "0008_calendar_in_chinese"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AlterModelOptions(
            name='case',
            options={'default_permissions': (), 'ordering': ['-received_at', '-pk'], 'permissions': [('work_cases', 'May work on all cases (complaint office)'), ('work_department_cases', 'May work on the cases of the own department'), ('see_contact', 'May see who submitted a case'), ('approve_cases', 'May approve extensions and replies (management)'), ('oversee_cases', 'May read cases without persons and texts (oversight)'), ('audit_cases', 'May read who opened what (auditor)')], 'verbose_name': 'case', 'verbose_name_plural': 'cases'},
        ),
        migrations.AddField(
            model_name='case',
            name='alarm',
            field=models.CharField(blank=True, choices=[('before', 'Due soon'), ('due', 'Due today'), ('late', 'Overdue: head of department'), ('higher', 'Overdue: hospital management')], db_default='', default='', max_length=8),
        ),
        migrations.AddField(
            model_name='case',
            name='alarm_due_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='case',
            name='answer_by',
            field=models.DateField(blank=True, null=True, verbose_name='answer of the submitter by'),
        ),
        migrations.AddField(
            model_name='case',
            name='approved_seq',
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='case',
            name='callback_by',
            field=models.DateField(blank=True, null=True, verbose_name='call back by'),
        ),
        migrations.AddField(
            model_name='case',
            name='callback_resolution',
            field=models.CharField(blank=True, choices=[('resolved', 'Resolved'), ('partly', 'Partly resolved'), ('unresolved', 'Not resolved'), ('unreachable', 'Not reached')], db_default='', default='', max_length=12),
        ),
        migrations.AddField(
            model_name='case',
            name='callback_satisfaction',
            field=models.PositiveSmallIntegerField(blank=True, choices=[(1, 'Very dissatisfied'), (2, 'Dissatisfied'), (3, 'Fairly satisfied'), (4, 'Satisfied'), (5, 'Very satisfied')], null=True),
        ),
        migrations.AddField(
            model_name='case',
            name='called_back_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='called back'),
        ),
        migrations.AddField(
            model_name='case',
            name='came_back_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='came back'),
        ),
        migrations.AddField(
            model_name='case',
            name='confirmed_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='confirmed'),
        ),
        migrations.AddField(
            model_name='case',
            name='due_days',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='case',
            name='due_since',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='case',
            name='due_unit',
            field=models.CharField(blank=True, choices=[('working', 'Working days'), ('calendar', 'Calendar days')], db_default='', default='', max_length=8),
        ),
        migrations.AddField(
            model_name='case',
            name='extend_asked_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='case',
            name='extend_reason',
            field=models.CharField(blank=True, choices=[('experts', 'Experts must give their opinion'), ('several', 'Several departments are involved'), ('papers', 'Papers are still missing'), ('outside', 'Another institution must answer first'), ('other', 'Another reason')], db_default='', default='', max_length=12),
        ),
        migrations.AddField(
            model_name='case',
            name='extend_to',
            field=models.DateField(blank=True, null=True, verbose_name='extension asked for until'),
        ),
        migrations.AddField(
            model_name='case',
            name='held_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases_held', to='feedback.department', verbose_name='responsible until it is taken on'),
        ),
        migrations.AddField(
            model_name='case',
            name='merged_into',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='feedback.case'),
        ),
        migrations.AddField(
            model_name='case',
            name='objected_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='case',
            name='officer',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases_in_charge', to=settings.AUTH_USER_MODEL, verbose_name='officer in charge'),
        ),
        migrations.AddField(
            model_name='case',
            name='restated_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='case',
            name='split_from',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='feedback.case'),
        ),
        migrations.AddField(
            model_name='case',
            name='taken_on_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='access',
            name='reading',
            field=models.CharField(choices=[('case', 'Case opened'), ('contact', 'Contact shown'), ('attachment', 'Attachment opened'), ('export', 'Exported'), ('extract', 'Extract made for publication'), ('print', 'Printed')], max_length=12),
        ),
        migrations.AlterField(
            model_name='attachment',
            name='actor',
            field=models.CharField(choices=[('submitter', 'You'), ('office', 'Complaint office'), ('department', 'Department'), ('director', 'Hospital management'), ('system', 'System')], max_length=12),
        ),
        migrations.AlterField(
            model_name='caseevent',
            name='act',
            field=models.CharField(choices=[('submit', 'Submitted'), ('register', 'Registered by the office'), ('import', 'Imported'), ('show_code', 'Tracking code shown'), ('accept', 'Accepted'), ('decline', 'Declined'), ('restate', 'Problem restated'), ('confirm', 'Problem confirmed'), ('correct', 'Problem corrected by the submitter'), ('classify', 'Classified'), ('prioritise', 'Priority changed'), ('assign', 'Assigned'), ('take_on', 'Taken on by the department'), ('return', 'Returned with an objection'), ('uphold', 'Objection upheld'), ('overrule', 'Objection overruled'), ('hand_over', 'Handed over'), ('remind', 'Reminder'), ('escalate', 'Escalated'), ('seen', 'Seen'), ('ask', 'Question to the submitter'), ('answer', 'Answer from the submitter'), ('resume', 'Gone on without an answer'), ('message', 'Message from the submitter'), ('note', 'Internal note'), ('attach', 'Attachment added'), ('ask_time', 'Extension asked for'), ('extend', 'Extended'), ('refuse_time', 'Extension refused'), ('due', 'Due date changed'), ('draft', 'Reply drafted'), ('approve', 'Draft approved'), ('send_back', 'Draft sent back'), ('reply', 'Reply'), ('call_back', 'Called back'), ('rate', 'Rated'), ('consent', 'Publication agreed to'), ('revoke', 'Consent to publication withdrawn'), ('reopen', 'Reopened'), ('close', 'Closed'), ('withdraw', 'Withdrawn'), ('merge', 'Merged into another case'), ('join', 'Another case merged into this one'), ('share', 'Answered together with another case'), ('unmerge', 'Handled separately again'), ('split', 'Part of it split off'), ('link', 'Linked with another case'), ('unlink', 'Link removed'), ('restrict', 'Restricted to a team'), ('unrestrict', 'Restriction lifted'), ('bar', 'Conflict of interest noted'), ('unbar', 'Conflict of interest removed'), ('reveal', 'Contact shown'), ('dispute', 'Marked as a medical dispute'), ('undispute', 'No longer a medical dispute'), ('deliver', 'Route notice delivered'), ('seal', 'Evidence sealed'), ('hold', 'Legal hold'), ('release', 'Legal hold lifted')], max_length=12, verbose_name='act'),
        ),
        migrations.AlterField(
            model_name='caseevent',
            name='actor',
            field=models.CharField(choices=[('submitter', 'You'), ('office', 'Complaint office'), ('department', 'Department'), ('director', 'Hospital management'), ('system', 'System')], max_length=12),
        ),
        migrations.AlterField(
            model_name='consent',
            name='purpose',
            field=models.CharField(choices=[('notice', 'Privacy notice read'), ('health', 'Health information'), ('guardian', 'Guardian of a child under 14'), ('quote', 'Publication of own words'), ('publish', 'Publication of an anonymised summary')], max_length=12),
        ),
        migrations.AlterField(
            model_name='deadlinepolicy',
            name='clock',
            field=models.CharField(choices=[('acknowledge', 'Acknowledgement'), ('reply', 'Reply'), ('callback', 'Callback'), ('external', 'External deadline'), ('question', 'Answer to our question')], max_length=12, verbose_name='clock'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('officer__isnull', False)), fields=['officer', 'stage'], name='case_by_officer'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('came_back_at__isnull', False)), fields=['came_back_at'], name='case_came_back'),
        ),
    ]
