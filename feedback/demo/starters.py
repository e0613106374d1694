"""Reply templates to begin with, in both languages; the office mends them and adds its own."""

import json
from pathlib import Path

from feedback.models import Category, ReplyTemplate

TABLE = Path(__file__).resolve().parent.parent / "data" / "reply_templates.json"
# So far apart that others can be put between them.
STEP = 10


def lay() -> int:
    """Add the templates to an office that has none yet; return how many."""
    if ReplyTemplate.objects.exists():
        return 0
    rows = json.loads(TABLE.read_text())
    codes = {row["category"] for row in rows if "category" in row}
    categories = {one.code: one for one in Category.objects.filter(code__in=codes)}
    ReplyTemplate.objects.bulk_create(
        ReplyTemplate(
            title=row["title"],
            use=row["use"],
            kind=row.get("kind", ""),
            category=categories.get(row.get("category", "")),
            text=row["text"],
            text_en=row["text_en"],
            sort=number * STEP,
        )
        for number, row in enumerate(rows, start=1)
    )
    return len(rows)
