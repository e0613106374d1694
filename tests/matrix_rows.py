"""What each role is answered at each address of the house, by GET and by POST.

The columns: nobody, Wang (the own case open), a stranger (another case open), Officer Li, Dr Zhao, Chen
of another ward, Editor Lin, Reviewer He, the superuser. `in` leads to the sign-in, `home` to the
admin's start page with a word of refusal. A POST without what the form asks for is 200 or 404.
"""

EVERYBODY = " ".join(["200"] * 9)
NOBODY = " ".join(["405"] * 9)

ROWS: dict[str, tuple[str, str]] = {
    "picture": (" ".join(["404"] * 9), NOBODY),
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
        "in in in home home home 200 home 200",
        "in in in home home home 200 home 200",
    ),
    "transparency_office:freeze": (
        "in in in home home home 405 home 405",
        "in in in home home home 200 home 200",
    ),
    "transparency_office:release": (
        "in in in home home home 404 home 404",
        "in in in home home home 404 home 404",
    ),
    "transparency_office:publish": (
        "in in in home home home 405 home 405",
        "in in in home home home 404 home 404",
    ),
    "transparency_office:draft": (
        "in in in 405 405 405 405 405 405",
        "in in in 409 404 404 404 404 409",
    ),
    "transparency_office:drafted": (
        "in in in 404 404 404 404 404 404",
        "in in in 404 404 404 404 404 404",
    ),
    "office:inbox": (
        "in in in 200 200 200 home home 200",
        "in in in 200 200 200 home home 200",
    ),
    "office:register": (
        "in in in 200 home home home home 200",
        "in in in 200 home home home home 200",
    ),
    "office:case": (
        "in in in 200 200 404 404 404 200",
        "in in in 405 405 404 404 404 405",
    ),
    "office:contact": (
        "in in in 405 405 404 404 404 405",
        "in in in 200 home 404 404 404 200",
    ),
    "office:attachment": (
        "in in in 200 200 404 404 404 200",
        "in in in 405 405 404 404 404 405",
    ),
    "office:accept": (
        "in in in 409 home 404 404 404 409",
        "in in in 200 home 404 404 404 200",
    ),
    "office:decline": (
        "in in in 409 home 404 404 404 409",
        "in in in 200 home 404 404 404 200",
    ),
    "office:classify": (
        "in in in 200 home 404 404 404 200",
        "in in in 200 home 404 404 404 200",
    ),
    "office:assign": (
        "in in in 200 home 404 404 404 200",
        "in in in 200 home 404 404 404 200",
    ),
    "office:ask": (
        "in in in 200 home 404 404 404 200",
        "in in in 200 home 404 404 404 200",
    ),
    "office:note": (
        "in in in 200 200 404 404 404 200",
        "in in in 200 200 404 404 404 200",
    ),
    "office:draft": (
        "in in in 200 200 404 404 404 200",
        "in in in 200 200 404 404 404 200",
    ),
    "office:reply": (
        "in in in 200 home 404 404 404 200",
        "in in in 200 home 404 404 404 200",
    ),
    "office:reopen": (
        "in in in 409 home 404 404 404 409",
        "in in in 200 home 404 404 404 200",
    ),
    "office:close": (
        "in in in 409 home 404 404 404 409",
        "in in in 200 home 404 404 404 200",
    ),
    "office:show_code": (
        "in in in 405 405 404 404 404 405",
        "in in in 409 home 404 404 404 409",
    ),
    "feedback:submit": (
        EVERYBODY,
        EVERYBODY,
    ),
    "feedback:receipt_file": (
        NOBODY,
        "404 404 404 404 404 404 404 404 404",
    ),
    "feedback:track": (
        EVERYBODY,
        EVERYBODY,
    ),
    "feedback:case": (
        "303 200 200 303 303 303 303 303 303",
        NOBODY,
    ),
    "feedback:message": (
        NOBODY,
        "303 200 200 303 303 303 303 303 303",
    ),
    "feedback:answer": (
        NOBODY,
        "303 409 409 303 303 303 303 303 303",
    ),
    "feedback:rate": (
        NOBODY,
        "303 409 409 303 303 303 303 303 303",
    ),
    "feedback:reopen": (
        NOBODY,
        "303 409 409 303 303 303 303 303 303",
    ),
    "feedback:withdraw": (
        "303 200 200 303 303 303 303 303 303",
        "303 303 303 303 303 303 303 303 303",
    ),
    "feedback:news": (
        NOBODY,
        "303 303 303 303 303 303 303 303 303",
    ),
    "feedback:leave": (
        NOBODY,
        "303 303 303 303 303 303 303 303 303",
    ),
    "feedback:left": (
        EVERYBODY,
        NOBODY,
    ),
    "feedback:attachment": (
        "404 200 404 200 200 404 404 404 200",
        NOBODY,
    ),
    "transparency:summaries_feed": (
        EVERYBODY,
        EVERYBODY,
    ),
}

# The office keeps these lists; only the superuser removes from them.
_LIST: dict[str, tuple[str, str]] = {
    "index": (
        "in in in 200 home home home home 200",
        "in in in 405 home home home home 405",
    ),
    "index_results": (
        "in in in 200 home home home home 200",
        "in in in 405 home home home home 405",
    ),
    "add": (
        "in in in 200 home home home home 200",
        "in in in 200 home home home home 200",
    ),
    "edit": (
        "in in in 200 home home home home 200",
        "in in in 200 home home home home 200",
    ),
    "delete": (
        "in in in home home home home home 200",
        "in in in home home home home home 302",
    ),
    "history": (
        "in in in 200 home home home home 200",
        "in in in 405 home home home home 405",
    ),
    "history_results": (
        "in in in 200 home home home home 200",
        "in in in 405 home home home home 405",
    ),
    "usage": (
        "in in in 200 home home home home 200",
        "in in in 405 home home home home 405",
    ),
}


def _own(room: str, cells: str) -> str:
    # The one hospital is in use, so that even the superuser is only told why it stays.
    cell = cells.split()[8]
    return "home" if (room, cell) == ("delete", "302") else cell


# The hospital itself is nobody's list but the superuser's.
_OWN = {
    room: tuple(" ".join(["in"] * 3 + ["home"] * 5 + [_own(room, cells)]) for cells in row)
    for room, row in _LIST.items()
}
LISTS: dict[str, dict[str, tuple[str, ...]]] = {
    "departments": _LIST,
    "categories": _LIST,
    "working-calendar": _LIST,
    "deadline-policies": _LIST,
    "hospitals": _OWN,
}
