"""What each role is answered at each address of the house, by GET and by POST.

The columns: nobody, Wang (the own case open), a stranger (another case open), Officer Li, Dr Zhao, Chen
of another ward, Editor Lin, Reviewer He, the superuser, Director Qian, Wu on the oversight seat. `in`
leads to the sign-in, `home` to the admin's start page with a word of refusal. A POST without what the
form asks for is 200 or 404. The rooms of the office stand in `matrix_office`, in fewer cells.
"""

from tests import matrix_office

EVERYBODY = " ".join(["200"] * 11)
NOBODY = " ".join(["405"] * 11)
NOWHERE = " ".join(["404"] * 11)

ROWS: dict[str, tuple[str, str]] = {
    "picture": (" ".join(["404"] * 11), NOBODY),
    "healthz": (
        EVERYBODY,
        NOBODY,
    ),
    "readyz": (
        EVERYBODY,
        NOBODY,
    ),
    "robots": (
        EVERYBODY,
        NOBODY,
    ),
    "sitemap": (
        EVERYBODY,
        NOBODY,
    ),
    "stylesheet": (
        EVERYBODY,
        NOBODY,
    ),
    "search": (
        EVERYBODY,
        NOBODY,
    ),
    "transparency_office:releases": (
        "in in in home home home 200 home 200 home home",
        "in in in home home home 200 home 200 home home",
    ),
    "transparency_office:freeze": (
        "in in in home home home 405 home 405 home home",
        "in in in home home home 200 home 200 home home",
    ),
    "transparency_office:freeze_missing": (
        "in in in home home home 405 home 405 home home",
        "in in in home home home 404 home 404 home home",
    ),
    "transparency_office:unpublished": (
        "in in in home home home 200 home 200 home home",
        "in in in home home home 405 home 405 home home",
    ),
    "transparency_office:publish_all": (
        "in in in home home home 405 home 405 home home",
        "in in in home home home 302 home 302 home home",
    ),
    "transparency_office:release": (
        "in in in home home home 404 home 404 home home",
        "in in in home home home 404 home 404 home home",
    ),
    "transparency_office:publish": (
        "in in in home home home 405 home 405 home home",
        "in in in home home home 404 home 404 home home",
    ),
    "transparency_office:wish": (
        "in in in home home home 404 home 404 home home",
        "in in in home home home 404 home 404 home home",
    ),
    "transparency_office:grant": (
        "in in in 405 405 405 405 405 405 405 405",
        "in in in home home home home 404 404 home home",
    ),
    "transparency_office:draft": (
        "in in in 405 405 405 405 405 405 405 405",
        "in in in 409 404 404 404 404 409 404 404",
    ),
    "transparency_office:drafted": (
        "in in in 404 404 404 404 404 404 404 404",
        "in in in 404 404 404 404 404 404 404 404",
    ),
    "transparency_office:commendation": (
        "in in in 405 405 405 405 405 405 405 405",
        "in in in 409 404 404 404 404 409 404 404",
    ),
    "transparency_office:commendation_drafted": (
        "in in in 404 404 404 404 404 404 404 404",
        "in in in 404 404 404 404 404 404 404 404",
    ),
    "transparency_office:names": (
        "in in in 200 200 200 200 200 200 200 200",
        "in in in 200 200 200 200 200 200 200 200",
    ),
    "transparency_office:names_of": (
        "in in in 404 404 404 404 404 404 404 404",
        "in in in 404 404 404 404 404 404 404 404",
    ),
    "transparency_office:names_answer": (
        "in in in 405 405 405 405 405 405 405 405",
        "in in in 404 404 404 404 404 404 404 404",
    ),
    "transparency:commendations_feed": (
        EVERYBODY,
        NOBODY,
    ),
    "transparency:topics_feed": (
        EVERYBODY,
        NOBODY,
    ),
    "transparency_office:notice": (
        "in in in 405 405 405 405 405 405 405 405",
        "in in in 302 404 404 404 404 302 302 404",
    ),
    "transparency_office:notice_drafted": (
        "in in in 404 404 404 404 404 404 404 404",
        "in in in 404 404 404 404 404 404 404 404",
    ),
    "feedback:submit": (
        EVERYBODY,
        EVERYBODY,
    ),
    "feedback:staff": (
        EVERYBODY,
        EVERYBODY,
    ),
    "feedback:receipt_file": (
        NOBODY,
        "404 404 404 404 404 404 404 404 404 404 404",
    ),
    "feedback:track": (
        EVERYBODY,
        EVERYBODY,
    ),
    "feedback:case": (
        "303 200 200 303 303 303 303 303 303 303 303",
        NOBODY,
    ),
    "feedback:confirm": (
        NOBODY,
        "303 409 409 303 303 303 303 303 303 303 303",
    ),
    "feedback:correct": (
        NOBODY,
        "303 409 409 303 303 303 303 303 303 303 303",
    ),
    "feedback:consent": (
        NOBODY,
        "303 409 409 303 303 303 303 303 303 303 303",
    ),
    "feedback:revoke": (
        NOBODY,
        "303 303 303 303 303 303 303 303 303 303 303",
    ),
    "feedback:part": (
        NOBODY,
        "303 404 404 303 303 303 303 303 303 303 303",
    ),
    "feedback:message": (
        NOBODY,
        "303 200 200 303 303 303 303 303 303 303 303",
    ),
    "feedback:answer": (
        NOBODY,
        "303 409 409 303 303 303 303 303 303 303 303",
    ),
    "feedback:rate": (
        NOBODY,
        "303 409 409 303 303 303 303 303 303 303 303",
    ),
    "feedback:reopen": (
        NOBODY,
        "303 409 409 303 303 303 303 303 303 303 303",
    ),
    "feedback:withdraw": (
        "303 200 200 303 303 303 303 303 303 303 303",
        "303 303 303 303 303 303 303 303 303 303 303",
    ),
    "feedback:news": (
        NOBODY,
        "303 303 303 303 303 303 303 303 303 303 303",
    ),
    "feedback:leave": (
        NOBODY,
        "303 303 303 303 303 303 303 303 303 303 303",
    ),
    "feedback:left": (
        EVERYBODY,
        NOBODY,
    ),
    "feedback:attachment": (
        "404 200 404 200 200 404 404 404 200 200 404",
        NOBODY,
    ),
    # The feeds and open data; what takes a period or a category is tried with one there is not.
    "transparency:summaries_feed": (EVERYBODY, NOBODY),
    "transparency:improvements_feed": (EVERYBODY, NOBODY),
    "transparency:reports_feed": (EVERYBODY, NOBODY),
    "transparency:data_feed": (EVERYBODY, NOBODY),
    "transparency:summaries_feed_of": (NOWHERE, NOBODY),
    "transparency:improvements_feed_of": (NOWHERE, NOBODY),
    "news_feed": (EVERYBODY, NOBODY),
    "transparency:data": (EVERYBODY, NOBODY),
    "transparency:data_descriptor": (EVERYBODY, NOBODY),
    "transparency:data_dictionary": (EVERYBODY, NOBODY),
    "transparency:data_dictionary_file": (NOWHERE, NOBODY),
    "transparency:data_schema": (NOWHERE, NOBODY),
    "transparency:data_period": (NOWHERE, NOBODY),
    "transparency:data_file": (NOWHERE, NOBODY),
    "transparency:method": (EVERYBODY, NOBODY),
    "transparency:self_check": (EVERYBODY, NOBODY),
    "transparency:corrections": (EVERYBODY, NOBODY),
    **matrix_office.ROWS,
}

# The office keeps these lists; only the superuser removes from them.
_LIST: dict[str, tuple[str, str]] = {
    "index": (
        "in in in 200 home home home home 200 home home",
        "in in in 405 home home home home 405 home home",
    ),
    "index_results": (
        "in in in 200 home home home home 200 home home",
        "in in in 405 home home home home 405 home home",
    ),
    "add": (
        "in in in 200 home home home home 200 home home",
        "in in in 200 home home home home 200 home home",
    ),
    "edit": (
        "in in in 200 home home home home 200 home home",
        "in in in 200 home home home home 200 home home",
    ),
    "delete": (
        "in in in home home home home home 200 home home",
        "in in in home home home home home 302 home home",
    ),
    "history": (
        "in in in 200 home home home home 200 home home",
        "in in in 405 home home home home 405 home home",
    ),
    "history_results": (
        "in in in 200 home home home home 200 home home",
        "in in in 405 home home home home 405 home home",
    ),
    "usage": (
        "in in in 200 home home home home 200 home home",
        "in in in 405 home home home home 405 home home",
    ),
}


def _roots(*, used: bool = False) -> dict[str, tuple[str, ...]]:
    """Return the rows of a list that is the superuser's alone; what is in use stays, and one is told."""
    rows = {}
    for room, cells in _LIST.items():
        root = [row.split()[8] for row in cells]
        root = ["200", "home"] if used and room == "delete" else root
        rows[room] = tuple(
            " ".join(["in"] * 3 + ["home"] * 5 + [one, "home", "home"]) for one in root
        )
    return rows


# Nobody is in the way of removing these.
_FREE = {
    **_LIST,
    "delete": (
        "in in in 200 home home home home 200 home home",
        "in in in 302 home home home home 302 home home",
    ),
}
# Those who publish figures, and the superuser.
_OF_FIGURES = {
    room: tuple(
        " ".join(["in"] * 3 + ["home"] * 3 + [root, "home", root, "home", "home"])
        for root in (row.split()[8] for row in cells)
    )
    for room, cells in _FREE.items()
}
LISTS: dict[str, dict[str, tuple[str, ...]]] = {
    "departments": _LIST,
    "categories": _LIST,
    "working-calendar": _LIST,
    "deadline-policies": _LIST,
    "hospitals": _roots(used=True),
    "teams": _roots(),
    "absences": _FREE,
    "reply-templates": _FREE,
    "callback-scripts": _FREE,
    "subjects": _FREE,
    "activity": _OF_FIGURES,
    # The office goes back to our own words by deleting; every message can be looked at.
    "notice-wordings": {
        **_FREE,
        "preview": (
            "in in in 200 home home home home 200 home home",
            "in in in 405 home home home home 405 home home",
        ),
    },
}
