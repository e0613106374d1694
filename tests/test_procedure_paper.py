"""The papers on the procedure say of every act what the code says: its button, its entry, who may do it."""

import pytest
from django.conf import settings
from django.utils import translation

from feedback.office.desks import DESKS
from feedback.vocabulary import Act
from feedback.workflow import WHO, Role

PAPERS = {"en": "docs/procedure.md", "zh-hans": "docs/zh-CN/procedure.md"}
COLUMNS = 5
HEADINGS = {"you press", "点什么"}
PEOPLE = {
    "office": Role.OFFICER, "department": Role.DEPARTMENT, "management": Role.DIRECTOR,
    "submitter": Role.SUBMITTER, "system": Role.SYSTEM, "callback centre": Role.CALLER,
    "回访中心": Role.CALLER, "投诉办": Role.OFFICER, "科室": Role.DEPARTMENT,
    "院领导": Role.DIRECTOR, "提交人": Role.SUBMITTER, "系统": Role.SYSTEM,
}  # fmt: skip


def rows(language: str) -> list[list[str]]:
    lines = (settings.BASE_DIR / PAPERS[language]).read_text(encoding="utf-8").splitlines()
    cut = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if "|" in line]
    wide = [cells for cells in cut if len(cells) == COLUMNS]
    return [cells for cells in wide if cells[0] not in HEADINGS and set(cells[0]) != {"-"}]


def acts() -> list[Act]:
    """Tell which act each row of the English paper is about; the Chinese one has the same order."""
    with translation.override("en"):
        named = {str(act.label): act for act in Act}
    return [named[cells[1]] for cells in rows("en")]


def test_each_act_has_its_row() -> None:
    assert sorted(acts()) == sorted(WHO)


@pytest.mark.parametrize("language", PAPERS)
def test_each_row_names_who_may_do_it(language: str) -> None:
    told = [
        {PEOPLE[who] for who in cells[2].replace("、", ", ").split(", ")}
        for cells in rows(language)
    ]
    assert told == [WHO[act] for act in acts()]


@pytest.mark.parametrize("language", PAPERS)
def test_each_row_has_the_button_of_its_desk(language: str) -> None:
    with translation.override(language):
        buttons = [f"**{DESKS[act].button}**" if act in DESKS else "" for act in acts()]
    told = [cells[0] for cells in rows(language)]
    assert [one for one, button in zip(told, buttons, strict=True) if button] == list(
        filter(None, buttons)
    )
