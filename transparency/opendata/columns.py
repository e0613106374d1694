"""The columns of the files: name, type, and what stands in them; and what KO41a has besides."""

from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Label = str | Promise
# Stands for a number that is kept back.
WITHHELD = "c"


class Column(NamedTuple):
    """A column; types are those of Frictionless' Table Schema."""

    name: str
    type: str
    title: Label
    meaning: Label
    always: bool = False

    def field(self) -> dict[str, Any]:
        """Return the column as a field of a Table Schema, in the language that is set."""
        found = {"name": self.name, "type": self.type, "title": str(self.title)}
        found |= {"description": str(self.meaning)}
        return {**found, "constraints": {"required": True}} if self.always else found


PERIOD: tuple[Label, Label] = (
    _("Period"),
    _("2026-10 is a month, 2026-Q3 a quarter, 2026-to-10 January to October, 2026 the whole year."),
)
VERSION: tuple[Label, Label] = (
    _("Version"),
    _(
        "Of one period the highest version counts. A correction is a new version; the old one stays."
    ),
)
FIGURES = (
    Column("period", "string", *PERIOD, always=True),
    Column("version", "integer", *VERSION, always=True),
    Column("table", "string", pgettext_lazy("column of a file", "Table"), _("Along what the row divides the period."), always=True),
    Column("code", "string", _("Code of the row"), _("It stays the same; see the lists of codes.")),
    Column("label_zh", "string", _("Name in Chinese"), _("May be worded better one day; go by the code.")),
    Column("label_en", "string", _("Name in English"), _("May be worded better one day; go by the code.")),
    Column("measure", "string", pgettext_lazy("column of a file", "Measure"), _("What is counted; see the list of measures."), always=True),
    Column("count", "integer", _("Count"), _("Rounded to five. Empty where it is withheld.")),
    Column("flag", "string", _("Flag"), _("c where the count is withheld, else empty.")),
    Column("of", "integer", _("Out of"), _("What the count is a part of; empty where it is no part, or the whole is withheld.")),
    Column("percent", "integer", _("Share"), _("Count of every hundred of the whole, from the rounded numbers.")),
    Column("low", "integer", pgettext_lazy("column of a file", "At least"), _("The lower end of what the true share may be, in per cent.")),
    Column("high", "integer", pgettext_lazy("column of a file", "At most"), _("The upper end of what the true share may be, in per cent.")),
)  # fmt: skip
KO41A = (
    Column("Period", "string", *PERIOD, always=True),
    Column("Version", "integer", *VERSION, always=True),
    Column("Organisation_Code", "string", _("Code of the hospital"), "", always=True),
    Column("Organisation_Name", "string", _("Hospital"), "", always=True),
    Column("Organisation_Name_En", "string", _("Hospital, in English"), ""),
    Column("Section", "string", _("Section of the table"), _("Total, Kind or Subject_Area."), always=True),
    Column("Code", "string", _("Code of the row"), _("It stays the same; see the lists of codes.")),
    Column("Name", "string", _("Name in Chinese"), ""),
    Column("Name_En", "string", _("Name in English"), ""),
    Column("Matters_Total_Brought_Forward", "integer", _("Brought forward"), _("Open at the end of the month before the period, as the release of that month said when this one came out. Empty where there was none, and in all rows but the total.")),
    Column("Matters_Total_New", "integer", _("New"), _("Received in the period.")),
    Column("Matters_Total_Resolved", "integer", pgettext_lazy("column of a file", "Resolved"), _("Closed in the period with a finding. In KO41a resolved means the same: looked into to the end, whatever was found.")),
    Column("Matters_Total_Carried_Forward", "integer", _("Carried forward"), _("Open at the end of the period. All numbers are rounded, so brought forward, new and resolved need not lead to it.")),
)  # fmt: skip
# Empty is not in the release; c is in it and withheld.
MISSING = {"figures": [""], "ko41a": ["", WITHHELD]}
KO41A_LACKS: tuple[tuple[str, Label, Label], ...] = (
    ("Complaints_Number_Upheld", _("Upheld, partly upheld, not upheld"), _("Not published: our releases do not count findings. What the hospital says of the result stands in figures.csv as hospital_resolved, and is something else.")),
    ("Complaints_Total", _("Complaints alone"), _("KO41a counts written complaints. Our totals count every matter, praise and questions too; complaints alone are the row “complaint” of the section Kind.")),
    ("Subject_Area", _("KO41a's own subjects"), _("Our rows are the hospital's categories, and each matter counts once. KO41a counts a complaint once for each of its subjects.")),
    ("Age, Status", _("Age and relationship of the complainant"), _("Not published: with so few, somebody could be recognised.")),
    ("Service, Profession", _("Service, clinical specialty, profession"), _("Not published. Groups of departments stand in figures.csv, for quarters and years.")),
)  # fmt: skip
