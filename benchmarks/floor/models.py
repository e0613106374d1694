"""The floor's tables: as many rows and as much text as the product's, nothing sealed."""

from django.db import models


class Text(models.Model):
    """A page of text."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=80)
    lead = models.TextField()
    body = models.TextField()

    def __str__(self) -> str:
        return self.slug


class Department(models.Model):
    """A department that a submitter may name."""

    name = models.CharField(max_length=40)

    def __str__(self) -> str:
        return self.name


class Case(models.Model):
    """A case in one row."""

    reference = models.CharField(max_length=20, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=12)
    stage = models.CharField(max_length=12)
    gist = models.CharField(max_length=120, blank=True)
    story = models.TextField()
    answer = models.TextField(blank=True)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, null=True)
    happened_on = models.DateField(null=True)
    name = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=200, blank=True)
    relationship = models.CharField(max_length=12, blank=True)
    consent_health = models.BooleanField(default=False)
    photo = models.FileField(upload_to="%Y/%m", blank=True)
    received_at = models.DateTimeField(db_index=True)
    due_on = models.DateField()

    def __str__(self) -> str:
        return self.reference
