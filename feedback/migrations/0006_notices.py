"""News by e-mail: one notice for each diary entry that causes one, and who wants none."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("feedback", "0005_roles")]

    operations = [
        migrations.AddField(
            model_name="attachment",
            name="queued_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="contact",
            name="wants_news",
            field=models.BooleanField(
                db_default=True, default=True, verbose_name="wants news by e-mail"
            ),
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("receipt", "Receipt"),
                            ("question", "Question"),
                            ("reply", "Reply"),
                            ("due", "Due"),
                            ("rating", "Rating"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "E-mail news is waiting to be sent."),
                            ("sending", "E-mail news is being sent."),
                            ("sent", "E-mail news was sent."),
                            ("failed", "E-mail news could not be delivered."),
                            ("uncertain", "E-mail news was perhaps not delivered."),
                            ("dropped", "E-mail news was not sent."),
                        ],
                        default="waiting",
                        max_length=12,
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("crashes", models.PositiveSmallIntegerField(default=0)),
                ("made_at", models.DateTimeField()),
                ("not_before", models.DateTimeField()),
                ("queued_at", models.DateTimeField(blank=True, null=True)),
                ("claimed_at", models.DateTimeField(blank=True, null=True)),
                ("handed_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("failure", models.CharField(blank=True, max_length=20)),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notice",
                        to="feedback.caseevent",
                    ),
                ),
            ],
            options={
                "verbose_name": "e-mail news",
                "verbose_name_plural": "e-mail news",
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["waiting", "sending"])),
                        fields=["not_before"],
                        name="notice_under_way",
                    )
                ],
            },
        ),
    ]
