"""Who sees a restricted matter, whom a matter is about, and who stands in for whom."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("feedback", "0009_procedure"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.DateField(verbose_name='from')),
                ('end', models.DateField(verbose_name='until')),
            ],
            options={
                'verbose_name': 'absence',
                'verbose_name_plural': 'absences',
                'ordering': ['-end'],
            },
        ),
        migrations.CreateModel(
            name='SphereTeam',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sphere', models.CharField(choices=[('integrity', 'Ethics and integrity'), ('privacy', 'Privacy breach'), ('retaliation', 'Retaliation'), ('staff', 'Staff matter'), ('dispute', 'Medical dispute'), ('other', 'Other restricted matter')], max_length=12, unique=True, verbose_name='sphere')),
            ],
            options={
                'verbose_name': 'team for restricted matters',
                'verbose_name_plural': 'teams for restricted matters',
                'ordering': ['sphere'],
            },
        ),
        migrations.AddField(
            model_name='case',
            name='barred',
            field=models.ManyToManyField(blank=True, related_name='cases_barred', to=settings.AUTH_USER_MODEL, verbose_name='barred'),
        ),
        migrations.AddField(
            model_name='case',
            name='sphere',
            field=models.CharField(blank=True, choices=[('integrity', 'Ethics and integrity'), ('privacy', 'Privacy breach'), ('retaliation', 'Retaliation'), ('staff', 'Staff matter'), ('dispute', 'Medical dispute'), ('other', 'Other restricted matter')], db_default='', default='', max_length=12, verbose_name='sphere'),
        ),
        migrations.AddField(
            model_name='case',
            name='team',
            field=models.ManyToManyField(blank=True, related_name='cases_of_team', to=settings.AUTH_USER_MODEL, verbose_name='team'),
        ),
        migrations.AddField(
            model_name='category',
            name='sphere',
            field=models.CharField(blank=True, choices=[('integrity', 'Ethics and integrity'), ('privacy', 'Privacy breach'), ('retaliation', 'Retaliation'), ('staff', 'Staff matter'), ('dispute', 'Medical dispute'), ('other', 'Other restricted matter')], db_default='', default='', help_text='Which team alone sees such cases; for confidential categories only.', max_length=12, verbose_name='sphere'),
        ),
        migrations.AddField(
            model_name='absence',
            name='deputy',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stands_in', to=settings.AUTH_USER_MODEL, verbose_name='deputy'),
        ),
        migrations.AddField(
            model_name='absence',
            name='officer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='absences', to=settings.AUTH_USER_MODEL, verbose_name='officer'),
        ),
        migrations.AddField(
            model_name='sphereteam',
            name='members',
            field=models.ManyToManyField(help_text='Only they see such cases, in lists, counts and searches too.', related_name='sphere_teams', to=settings.AUTH_USER_MODEL, verbose_name='members'),
        ),
        migrations.AddConstraint(
            model_name='absence',
            constraint=models.CheckConstraint(condition=models.Q(('end__gte', models.F('start'))), name='absence_ends'),
        ),
        migrations.AddConstraint(
            model_name='absence',
            constraint=models.CheckConstraint(condition=models.Q(('officer', models.F('deputy')), _negated=True), name='another_stands_in'),
        ),
    ]
