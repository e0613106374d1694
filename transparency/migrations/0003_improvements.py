"""Improvement notices, and a text to search in."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('transparency', '0002_review'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='ImprovementIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, help_text='One or two plain sentences that say what this page is for.', max_length=300, verbose_name='lead')),
                ('search_text', models.TextField(blank=True, default='', editable=False)),
            ],
            options={
                'verbose_name': 'list of improvement notices',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ImprovementPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, help_text='One or two plain sentences that say what this page is for.', max_length=300, verbose_name='lead')),
                ('search_text', models.TextField(blank=True, default='', editable=False)),
                ('category', models.CharField(max_length=10, verbose_name='category')),
                ('said', models.TextField(help_text='What several people said, in your own words. Nobody must be recognisable.', verbose_name='what patients told us')),
                ('cause', models.TextField(blank=True, verbose_name='why it was so')),
                ('measure', models.TextField(verbose_name='what we change')),
                ('responsible', models.CharField(help_text='The department, never a person.', max_length=80, verbose_name='who sees to it')),
                ('due', models.DateField(blank=True, help_text='Any day of the month; only the month is shown.', null=True, verbose_name='due month')),
                ('progress', models.CharField(choices=[('planned', 'Planned'), ('underway', 'Under way'), ('done', 'Done, not yet evaluated'), ('evaluated', 'Evaluated')], default='planned', max_length=12, verbose_name='progress')),
                ('effect', models.CharField(blank=True, choices=[('worked', 'It worked'), ('partly', 'It worked in part'), ('not', 'It did not work')], max_length=8, verbose_name='verdict')),
                ('evaluation', models.TextField(blank=True, help_text='What was looked at, when, and what was found; also when it did not work.', verbose_name='how the effect was seen')),
            ],
            options={
                'verbose_name': 'improvement notice',
                'verbose_name_plural': 'improvement notices',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.AddField(
            model_name='casesummarypage',
            name='search_text',
            field=models.TextField(blank=True, default='', editable=False),
        ),
        migrations.AddField(
            model_name='statisticspage',
            name='search_text',
            field=models.TextField(blank=True, default='', editable=False),
        ),
        migrations.AddField(
            model_name='summaryindexpage',
            name='search_text',
            field=models.TextField(blank=True, default='', editable=False),
        ),
        migrations.AddField(
            model_name='transparencypage',
            name='search_text',
            field=models.TextField(blank=True, default='', editable=False),
        ),
    ]
