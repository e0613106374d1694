"""Work orders, callbacks, roll-ups and improvement measures; and what of a case they need."""

import django.db.models.deletion
import django.db.models.functions.comparison
import portal.crypto
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('feedback', '0015_spheres_and_clocks'),
        ('portal', '0004_edition'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Callback',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('resolution', models.CharField(choices=[('resolved', 'Resolved'), ('partly', 'Partly resolved'), ('unresolved', 'Not resolved'), ('unreachable', 'Not reached')], max_length=12, verbose_name='result')),
                ('satisfaction', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'Very dissatisfied'), (2, 'Dissatisfied'), (3, 'Fairly satisfied'), (4, 'Satisfied'), (5, 'Very satisfied')], null=True, verbose_name='satisfaction')),
                ('text', portal.crypto.EncryptedTextField(blank=True, default='', verbose_name='what was said')),
                ('drawn', models.BooleanField(default=False)),
            ],
            options={
                'verbose_name': 'callback',
                'verbose_name_plural': 'callbacks',
                'ordering': ['at', 'pk'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='CallScript',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('occasion', models.CharField(choices=[('replied', 'After the reply'), ('discharged', 'After discharge')], max_length=12, unique=True, verbose_name='occasion')),
                ('text', models.TextField(help_text='One step a line.', verbose_name='text')),
                ('text_en', models.TextField(blank=True, verbose_name='text in English')),
            ],
            options={
                'verbose_name': 'callback script',
                'verbose_name_plural': 'callback scripts',
                'ordering': ['occasion'],
            },
        ),
        migrations.CreateModel(
            name='CaseTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField()),
                ('sphere', models.CharField(blank=True, max_length=12)),
                ('kind', models.CharField(choices=[('complaint', 'Complaint'), ('suggestion', 'Suggestion'), ('compliment', 'Compliment'), ('enquiry', 'Enquiry'), ('help', 'Request for help'), ('report', 'Report of misconduct')], max_length=12)),
                ('dimension', models.CharField(choices=[('total', 'Total'), ('channel', 'Channel'), ('department', 'Department'), ('category', 'Category'), ('dept_category', 'Department and category'), ('pair', 'Two categories of one case'), ('hour', 'Weekday and hour'), ('relationship', 'Relationship to the patient'), ('age', 'Age of the patient'), ('profession', 'Profession'), ('severity', 'Severity'), ('harm', 'Harm'), ('care_stage', 'Stage of care'), ('hcat', 'HCAT'), ('outcome', 'Outcome'), ('measure', 'Measure'), ('days', 'Days until the answer'), ('dept_days', 'Department and days')], max_length=16)),
                ('value', models.CharField(blank=True, max_length=40)),
                ('count', models.CharField(choices=[('received', 'Received'), ('undated', 'Date of receipt not known'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn'), ('merged', 'Merged'), ('answered', 'Answered'), ('closed', 'Closed'), ('reopened', 'Reopened'), ('extended', 'Extended'), ('due', 'First answer came due'), ('on_time', 'Of these answered on time'), ('callable', 'Answered, with a telephone number'), ('called', 'Of these called back'), ('reached', 'Of these reached'), ('rechecked', 'Callbacks checked again'), ('recheck_differs', 'Of these with another result'), ('call_resolved', 'Resolved, said on the telephone'), ('call_partly', 'Partly resolved, said on the telephone'), ('call_unresolved', 'Not resolved, said on the telephone'), ('call_graded', 'Graded on the telephone'), ('call_satisfied', 'Satisfied, said on the telephone'), ('rated', 'Rated by the submitter'), ('own_resolved', 'Resolved, said by the submitter'), ('own_partly', 'Partly resolved, said by the submitter'), ('own_unresolved', 'Not resolved, said by the submitter'), ('own_satisfied', 'Satisfied, said by the submitter'), ('silent', 'Neither reached nor rated'), ('hospital_resolved', 'Resolved, said by the hospital'), ('hospital_partly', 'Partly resolved, said by the hospital'), ('hospital_unresolved', 'Not resolved, said by the hospital'), ('open', 'Open at the end')], max_length=20)),
                ('number', models.PositiveIntegerField()),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Discharge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('discharged_on', models.DateField(verbose_name='discharged on')),
                ('name', portal.crypto.EncryptedTextField(blank=True, default='', verbose_name='name')),
                ('phone', portal.crypto.EncryptedTextField(verbose_name='telephone')),
                ('phone_index', models.CharField(blank=True, db_index=True, max_length=64)),
                ('import_key', models.CharField(max_length=64, unique=True)),
                ('refused_at', models.DateTimeField(blank=True, null=True)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('imported_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'discharged patient',
                'verbose_name_plural': 'discharged patients',
                'ordering': ['discharged_on', 'pk'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Improvement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('problem', models.TextField(help_text='What went wrong, again and again; without any person.', verbose_name='problem')),
                ('cause', models.TextField(blank=True, help_text='Why it happens.', verbose_name='cause')),
                ('measure', models.TextField(help_text='What is changed.', verbose_name='measure')),
                ('phase', models.CharField(choices=[('plan', 'Planned'), ('do', 'Being carried out'), ('check', 'Done, effect being checked'), ('act', 'Evaluated'), ('dropped', 'Given up')], default='plan', max_length=8, verbose_name='phase')),
                ('due_on', models.DateField(verbose_name='due')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='done on')),
                ('evaluated_on', models.DateField(blank=True, null=True, verbose_name='evaluated on')),
                ('effect', models.CharField(blank=True, choices=[('fewer', 'Fewer such matters'), ('unchanged', 'No clear change'), ('too_few', 'Too few to tell'), ('came_back', 'Better at first, then it came back')], max_length=12, verbose_name='effect')),
                ('evaluation', models.TextField(blank=True, help_text='What became standard, or what is tried next.', verbose_name='evaluation')),
                ('version', models.PositiveIntegerField(default=0)),
                ('at', models.DateTimeField(verbose_name='begun')),
            ],
            options={
                'verbose_name': 'improvement measure',
                'verbose_name_plural': 'improvement measures',
                'ordering': ['due_on', 'pk'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ImprovementEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seq', models.PositiveIntegerField()),
                ('phase_after', models.CharField(choices=[('plan', 'Planned'), ('do', 'Being carried out'), ('check', 'Done, effect being checked'), ('act', 'Evaluated'), ('dropped', 'Given up')], max_length=8)),
                ('act', models.CharField(max_length=20)),
                ('text', models.TextField(blank=True)),
                ('facts', models.JSONField(blank=True, default=dict)),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['seq'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Lesson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('happened', models.TextField(help_text='In neutral words, without any person, place or exact date.', verbose_name='what happened')),
                ('handled', models.TextField(verbose_name='how it was handled')),
                ('learnt', models.TextField(verbose_name='what it teaches')),
                ('training', models.TextField(blank=True, help_text='What to practise, with whom, how.', verbose_name='training note')),
                ('at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'lesson',
                'verbose_name_plural': 'case library',
                'ordering': ['-at', '-pk'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='MonthLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField()),
                ('claimed_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='OrderBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('web', 'Web form'), ('qr', 'QR poster'), ('wechat', 'WeChat'), ('app', 'App'), ('phone', 'Telephone'), ('counter', 'Counter'), ('roving', 'Roving desk'), ('letter', 'Letter'), ('email', 'E-mail'), ('box', 'Suggestion box'), ('callback', 'Discharge callback'), ('survey', 'Satisfaction survey'), ('h12345', '12345 government hotline'), ('h12320', '12320 health hotline'), ('petition', 'Petition transfer'), ('authority', 'Referred by an authority'), ('insurance', 'Medical insurance'), ('media', 'Media'), ('staff', 'Staff channel'), ('import', 'Import'), ('other', 'Other')], max_length=12, verbose_name='channel')),
                ('header', models.JSONField()),
                ('digest', models.CharField(db_index=True, max_length=64)),
                ('at', models.DateTimeField(verbose_name='brought in')),
            ],
            options={
                'verbose_name': 'file of work orders',
                'verbose_name_plural': 'files of work orders',
                'ordering': ['-at', '-pk'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='OrderRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.PositiveIntegerField()),
                ('fate', models.CharField(choices=[('imported', 'Imported'), ('repeated', 'Repeated'), ('changed', 'Repeated with another text'), ('rejected', 'Rejected')], max_length=10)),
                ('reason', models.CharField(blank=True, max_length=250)),
                ('cells', portal.crypto.EncryptedTextField(blank=True, default='')),
            ],
            options={
                'ordering': ['batch', 'line'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='SecondCoding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('drawn_at', models.DateTimeField()),
                ('coded_at', models.DateTimeField(null=True)),
                ('severity', models.PositiveSmallIntegerField(choices=[(0, 'Not present'), (1, 'Low'), (2, 'Medium'), (3, 'High')], null=True, verbose_name='severity')),
                ('care_stage', models.CharField(blank=True, choices=[('access', 'Booking and access'), ('admission', 'Admission or triage'), ('exam', 'Examination and diagnosis'), ('procedure', 'Surgery or procedure'), ('ward', 'Care on the ward'), ('discharge', 'Discharge or transfer'), ('followup', 'Follow-up'), ('na', 'Not applicable')], max_length=12, verbose_name='stage of care')),
                ('harm', models.PositiveSmallIntegerField(choices=[(0, 'None or unknown'), (1, 'Minimal'), (2, 'Minor'), (3, 'Moderate'), (4, 'Major'), (5, 'Catastrophic')], null=True, verbose_name='harm')),
            ],
            options={
                'verbose_name': 'second coding',
                'verbose_name_plural': 'second codings',
                'ordering': ['drawn_at', 'pk'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='SubjectMapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('web', 'Web form'), ('qr', 'QR poster'), ('wechat', 'WeChat'), ('app', 'App'), ('phone', 'Telephone'), ('counter', 'Counter'), ('roving', 'Roving desk'), ('letter', 'Letter'), ('email', 'E-mail'), ('box', 'Suggestion box'), ('callback', 'Discharge callback'), ('survey', 'Satisfaction survey'), ('h12345', '12345 government hotline'), ('h12320', '12320 health hotline'), ('petition', 'Petition transfer'), ('authority', 'Referred by an authority'), ('insurance', 'Medical insurance'), ('media', 'Media'), ('staff', 'Staff channel'), ('import', 'Import'), ('other', 'Other')], max_length=12, verbose_name='channel')),
                ('path', models.CharField(max_length=200, verbose_name='its category')),
                ('foreign', models.BooleanField(default=False, verbose_name='not a matter of this hospital')),
            ],
            options={
                'verbose_name': 'category of a hotline',
                'verbose_name_plural': 'categories of hotlines',
                'ordering': ['channel', 'path'],
            },
        ),
        migrations.CreateModel(
            name='TallyMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=20, unique=True)),
                ('event', models.PositiveBigIntegerField(default=0)),
                ('at', models.DateTimeField(null=True)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='WordTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField()),
                ('sphere', models.CharField(blank=True, max_length=12)),
                ('kind', models.CharField(choices=[('complaint', 'Complaint'), ('suggestion', 'Suggestion'), ('compliment', 'Compliment'), ('enquiry', 'Enquiry'), ('help', 'Request for help'), ('report', 'Report of misconduct')], max_length=12)),
                ('word', models.CharField(max_length=24)),
                ('cases', models.PositiveIntegerField()),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='WorkOrder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('office', models.CharField(blank=True, max_length=80, verbose_name='passed on by')),
                ('subject', models.CharField(blank=True, max_length=200, verbose_name='its category')),
                ('dispatched_at', models.DateTimeField(blank=True, null=True, verbose_name='dispatched')),
                ('urges', models.PositiveSmallIntegerField(default=0, verbose_name='urged')),
                ('contested_at', models.DateTimeField(blank=True, null=True, verbose_name='contested')),
                ('contest_decided_at', models.DateTimeField(blank=True, null=True)),
                ('contest_won', models.BooleanField(null=True)),
                ('reported_at', models.DateTimeField(blank=True, null=True, verbose_name='reported back')),
                ('report', portal.crypto.EncryptedTextField(blank=True, default='', verbose_name='report')),
            ],
            options={
                'verbose_name': 'work order',
                'verbose_name_plural': 'work orders',
                'default_permissions': (),
            },
        ),
        migrations.AlterModelOptions(
            name='case',
            options={'default_permissions': (), 'ordering': ['-received_at', '-pk'], 'permissions': [('work_cases', 'May work on all cases (complaint office)'), ('work_department_cases', 'May work on the cases of the own department'), ('see_contact', 'May see who submitted a case'), ('approve_cases', 'May approve extensions and replies (management)'), ('call_back', 'May call submitters and patients back (callback centre)'), ('oversee_cases', 'May read cases without persons and texts (oversight)'), ('audit_cases', 'May read who opened what (auditor)')], 'verbose_name': 'case', 'verbose_name_plural': 'cases'},
        ),
        migrations.AddField(
            model_name='case',
            name='age_band',
            field=models.CharField(blank=True, choices=[('0-13', '0 to 13'), ('14-17', '14 to 17'), ('18-44', '18 to 44'), ('45-59', '45 to 59'), ('60-74', '60 to 74'), ('75+', '75 and over')], db_default='', default='', max_length=8, verbose_name='age of the patient'),
        ),
        migrations.AddField(
            model_name='case',
            name='told_alike',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='alike', to='feedback.case'),
        ),
        migrations.AddField(
            model_name='case',
            name='hospital_resolution',
            field=models.CharField(blank=True, choices=[('resolved', 'Resolved'), ('partly', 'Partly resolved'), ('unresolved', 'Not resolved')], db_default='', default='', max_length=12, verbose_name="resolved in the hospital's judgement"),
        ),
        migrations.AddField(
            model_name='case',
            name='neutral',
            field=portal.crypto.EncryptedTextField(blank=True, db_default='', default='', verbose_name='the matter in neutral words'),
        ),
        migrations.AddField(
            model_name='case',
            name='place',
            field=models.CharField(blank=True, db_default='', default='', max_length=80, verbose_name='place of the roving desk'),
        ),
        migrations.AddField(
            model_name='case',
            name='profession',
            field=models.CharField(blank=True, choices=[('doctor', 'Doctors'), ('nurse', 'Nurses'), ('technician', 'Technicians'), ('pharmacist', 'Pharmacists'), ('admin', 'Administration'), ('cashier', 'Cashiers and registration'), ('guide', 'Guides'), ('guard', 'Security'), ('cleaner', 'Cleaners'), ('carer', 'Care assistants'), ('contractor', 'Contractors'), ('other', 'Others')], db_default='', default='', max_length=12, verbose_name='profession concerned'),
        ),
        migrations.AddField(
            model_name='case',
            name='submitter_key',
            field=models.CharField(blank=True, db_default='', db_index=True, default='', max_length=64),
        ),
        migrations.AlterField(
            model_name='caseevent',
            name='act',
            field=models.CharField(choices=[('submit', 'Submitted'), ('register', 'Registered by the office'), ('import', 'Imported'), ('show_code', 'Tracking code shown'), ('accept', 'Accepted'), ('decline', 'Declined'), ('restate', 'Problem restated'), ('confirm', 'Problem confirmed'), ('correct', 'Problem corrected by the submitter'), ('classify', 'Classified'), ('prioritise', 'Priority changed'), ('assign', 'Assigned'), ('take_on', 'Taken on by the department'), ('return', 'Returned with an objection'), ('uphold', 'Objection upheld'), ('overrule', 'Objection overruled'), ('hand_over', 'Handed over'), ('remind', 'Reminder'), ('escalate', 'Escalated'), ('seen', 'Seen'), ('ask', 'Question to the submitter'), ('answer', 'Answer from the submitter'), ('resume', 'Gone on without an answer'), ('message', 'Message from the submitter'), ('note', 'Internal note'), ('attach', 'Attachment added'), ('ask_time', 'Extension asked for'), ('extend', 'Extended'), ('refuse_time', 'Extension refused'), ('due', 'Due date changed'), ('draft', 'Reply drafted'), ('approve', 'Draft approved'), ('send_back', 'Draft sent back'), ('reply', 'Reply'), ('call_back', 'Called back'), ('rate', 'Rated'), ('consent', 'Publication agreed to'), ('revoke', 'Consent to publication withdrawn'), ('urge', 'Urged by the hotline'), ('contest', 'Dispatch contested'), ('contest_won', 'Taken back by the hotline'), ('contest_lost', 'Contest refused by the hotline'), ('report_back', 'Reported back to the hotline'), ('reopen', 'Reopened'), ('close', 'Closed'), ('withdraw', 'Withdrawn'), ('merge', 'Merged into another case'), ('join', 'Another case merged into this one'), ('share', 'Answered together with another case'), ('unmerge', 'Handled separately again'), ('split', 'Part of it split off'), ('link', 'Linked with another case'), ('unlink', 'Link removed'), ('restrict', 'Restricted to a team'), ('unrestrict', 'Restriction lifted'), ('bar', 'Conflict of interest noted'), ('unbar', 'Conflict of interest removed'), ('reveal', 'Contact shown'), ('dispute', 'Marked as a medical dispute'), ('undispute', 'No longer a medical dispute'), ('deliver', 'Route notice delivered'), ('seal', 'Evidence sealed'), ('hold', 'Legal hold'), ('release', 'Legal hold lifted')], max_length=12, verbose_name='act'),
        ),
        migrations.AddField(
            model_name='case',
            name='first_due_on',
            field=models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Least(django.db.models.functions.comparison.Coalesce('due_on', 'external_due_on'), django.db.models.functions.comparison.Coalesce('external_due_on', 'due_on')), output_field=models.DateField(null=True), verbose_name='due first'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['stage', 'first_due_on'], name='case_by_stage_and_first_due'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['answered_at'], name='case_by_answer'),
        ),
        migrations.AddField(
            model_name='callback',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='callback',
            name='case',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='callbacks', to='feedback.case'),
        ),
        migrations.AddField(
            model_name='callback',
            name='raised',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='raised_by_call', to='feedback.case'),
        ),
        migrations.AddField(
            model_name='callback',
            name='recheck_of',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='recheck', to='feedback.callback'),
        ),
        migrations.AddField(
            model_name='casetally',
            name='hospital',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='portal.hospital'),
        ),
        migrations.AddField(
            model_name='discharge',
            name='department',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='discharges', to='feedback.department', verbose_name='department'),
        ),
        migrations.AddField(
            model_name='discharge',
            name='hospital',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='discharges', to='portal.hospital'),
        ),
        migrations.AddField(
            model_name='discharge',
            name='imported_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='callback',
            name='discharge',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='callbacks', to='feedback.discharge'),
        ),
        migrations.AddField(
            model_name='improvement',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='improvement',
            name='cases',
            field=models.ManyToManyField(blank=True, related_name='improvements', to='feedback.case', verbose_name='cases'),
        ),
        migrations.AddField(
            model_name='improvement',
            name='category',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='improvements', to='feedback.category', verbose_name='category'),
        ),
        migrations.AddField(
            model_name='improvement',
            name='department',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='improvements', to='feedback.department', verbose_name='responsible department'),
        ),
        migrations.AddField(
            model_name='improvement',
            name='hospital',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='improvements', to='portal.hospital'),
        ),
        migrations.AddField(
            model_name='improvement',
            name='owner',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='improvements', to=settings.AUTH_USER_MODEL, verbose_name='owner'),
        ),
        migrations.AddField(
            model_name='improvementevent',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='improvementevent',
            name='improvement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='diary', to='feedback.improvement'),
        ),
        migrations.AddField(
            model_name='lesson',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='lesson',
            name='case',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='lesson', to='feedback.case'),
        ),
        migrations.AddField(
            model_name='lesson',
            name='category',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lessons', to='feedback.category', verbose_name='category'),
        ),
        migrations.AddField(
            model_name='lesson',
            name='hospital',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lessons', to='portal.hospital'),
        ),
        migrations.AddField(
            model_name='monthletter',
            name='hospital',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='portal.hospital'),
        ),
        migrations.AddField(
            model_name='monthletter',
            name='reader',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='orderbatch',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='orderbatch',
            name='hospital',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='order_batches', to='portal.hospital'),
        ),
        migrations.AddField(
            model_name='orderrow',
            name='batch',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='feedback.orderbatch'),
        ),
        migrations.AddField(
            model_name='orderrow',
            name='case',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='order_rows', to='feedback.case'),
        ),
        migrations.AddField(
            model_name='secondcoding',
            name='case',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='second_coding', to='feedback.case'),
        ),
        migrations.AddField(
            model_name='secondcoding',
            name='category',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='feedback.category', verbose_name='category'),
        ),
        migrations.AddField(
            model_name='secondcoding',
            name='coder',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='subjectmapping',
            name='category',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='mapped_from', to='feedback.category', verbose_name='our category'),
        ),
        migrations.AddField(
            model_name='wordtally',
            name='hospital',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='portal.hospital'),
        ),
        migrations.AddField(
            model_name='workorder',
            name='case',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='order', to='feedback.case'),
        ),
        migrations.AddConstraint(
            model_name='casetally',
            constraint=models.UniqueConstraint(fields=('hospital', 'dimension', 'count', 'month', 'value', 'kind', 'sphere'), name='one_case_tally'),
        ),
        migrations.AddIndex(
            model_name='discharge',
            index=models.Index(condition=models.Q(('done_at__isnull', True)), fields=['discharged_on'], name='discharge_to_call'),
        ),
        migrations.AddIndex(
            model_name='callback',
            index=models.Index(fields=['at'], name='callback_by_time'),
        ),
        migrations.AddIndex(
            model_name='callback',
            index=models.Index(condition=models.Q(('drawn', True)), fields=['at'], name='callback_to_recheck'),
        ),
        migrations.AddConstraint(
            model_name='callback',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('case__isnull', False), ('discharge__isnull', True)), models.Q(('case__isnull', True), ('discharge__isnull', False)), _connector='OR'), name='callback_of_one'),
        ),
        migrations.AddConstraint(
            model_name='improvementevent',
            constraint=models.UniqueConstraint(fields=('improvement', 'seq'), name='one_entry_a_number'),
        ),
        migrations.AddConstraint(
            model_name='monthletter',
            constraint=models.UniqueConstraint(fields=('hospital', 'month', 'reader'), name='one_letter_a_month'),
        ),
        migrations.AddConstraint(
            model_name='orderrow',
            constraint=models.UniqueConstraint(fields=('batch', 'line'), name='one_row_a_line'),
        ),
        migrations.AddConstraint(
            model_name='subjectmapping',
            constraint=models.UniqueConstraint(fields=('channel', 'path'), name='one_mapping_a_path'),
        ),
        migrations.AddConstraint(
            model_name='wordtally',
            constraint=models.UniqueConstraint(fields=('hospital', 'month', 'word', 'kind', 'sphere'), name='one_word_tally'),
        ),
        migrations.AddIndex(
            model_name='workorder',
            index=models.Index(fields=['reported_at'], name='order_by_report'),
        ),
    ]
