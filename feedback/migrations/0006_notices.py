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
                            ("question", "Question to the submitter"),
                            ("reply", "Reply"),
                            ("due", "Due date changed"),
                            ("rating", "Rating asked for"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting to be sent"),
                            ("sending", "Being sent"),
                            ("sent", "Sent"),
                            ("failed", "Could not be delivered"),
                            ("uncertain", "Perhaps not delivered"),
                            ("dropped", "No longer wanted"),
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
