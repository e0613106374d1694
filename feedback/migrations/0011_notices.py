"""Notices to staff too, by text message too, in words of the hospital's own."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("feedback", "0010_restricted"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name='NoticeWording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('occasion', models.CharField(choices=[('receipt', 'Receipt'), ('confirm', 'Problem to be confirmed'), ('question', 'Question to the submitter'), ('reply', 'Reply'), ('due', 'Due date changed'), ('rating', 'Rating asked for'), ('assigned', 'Case assigned, to the department'), ('reminder', 'Reminder, to staff'), ('escalation', 'Escalation, to superiors'), ('approval', 'Something to approve, to the management')], max_length=12, unique=True, verbose_name='occasion')),
                ('body', models.TextField(max_length=600, verbose_name='words in Chinese')),
                ('body_en', models.TextField(max_length=1200, verbose_name='words in English')),
                ('sms_template', models.CharField(blank=True, help_text='As the gateway has approved it; without one no text message goes out.', max_length=40, verbose_name='template code of the text message')),
            ],
            options={
                'verbose_name': 'wording of a notice',
                'verbose_name_plural': 'wording of notices',
                'ordering': ['occasion'],
            },
        ),
        migrations.AlterModelOptions(
            name='notice',
            options={'default_permissions': (), 'verbose_name': 'notice', 'verbose_name_plural': 'notices'},
        ),
        migrations.AddField(
            model_name='notice',
            name='reader',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='notice',
            name='way',
            field=models.CharField(choices=[('email', 'E-mail'), ('sms', 'Text message')], db_default='email', default='email', max_length=8),
        ),
        migrations.AlterField(
            model_name='notice',
            name='event',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='feedback.caseevent'),
        ),
        migrations.AlterField(
            model_name='notice',
            name='kind',
            field=models.CharField(choices=[('receipt', 'Receipt'), ('confirm', 'Problem to be confirmed'), ('question', 'Question to the submitter'), ('reply', 'Reply'), ('due', 'Due date changed'), ('rating', 'Rating asked for'), ('assigned', 'Case assigned, to the department'), ('reminder', 'Reminder, to staff'), ('escalation', 'Escalation, to superiors'), ('approval', 'Something to approve, to the management')], max_length=12),
        ),
        migrations.AlterField(
            model_name='notice',
            name='state',
            field=models.CharField(choices=[('waiting', 'waiting to be sent'), ('sending', 'being sent'), ('sent', 'sent'), ('failed', 'could not be delivered'), ('uncertain', 'perhaps not delivered'), ('dropped', 'not sent')], default='waiting', max_length=12),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(condition=models.Q(('reader__isnull', True)), fields=('event',), name='one_notice_to_the_submitter'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(fields=('event', 'reader'), name='one_notice_a_reader'),
        ),
    ]
