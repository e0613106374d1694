"""What each role is answered at each address of the office, by GET and by POST.

A new row needs five cells: Officer Li, Dr Zhao of the ward the case lies with, Director Qian, Wu on the
oversight seat, the superuser. `home` leads to the admin's start page with a word of refusal. The
others need none: whoever has not signed in is led to the sign-in; at a room of a case Chen of another
ward, the editor and the reviewer are answered 404; elsewhere Chen as Zhao, and they are led home.
"""

# Where in a row of `matrix_rows` they stand.
CHEN, EDITOR = 5, 6
OF_A_CASE: dict[str, tuple[str, str]] = {
    "case": ("200 200 200 200 200", "405 405 405 405 405"),
    "registration_sheet": ("200 home home home 200", "200 home home home 200"),
    "route_notice": ("200 home home home 200", "home home home home home"),
    "case_file": ("200 home 200 home 200", "200 home home home 200"),
    "siblings": ("200 home home home 200", "405 405 405 405 405"),
    "presence": ("200 200 200 200 200", "405 405 405 405 405"),
    "contact": ("405 405 405 405 405", "200 home home home 200"),
    "attachment": ("200 200 200 home 200", "405 405 405 405 405"),
    "accept": ("409 home home home 409", "200 home home home 200"),
    "decline": ("409 home home home 409", "200 home home home 200"),
    "show_code": ("405 405 405 405 405", "409 home home home 409"),
    "restate": ("200 home home home 200", "200 home home home 200"),
    "confirm": ("200 home home home 200", "200 home home home 200"),
    "classify": ("200 home home home 200", "200 home home home 200"),
    "prioritise": ("200 home 200 home 200", "200 home 200 home 200"),
    "assign": ("200 home home home 200", "200 home home home 200"),
    "take_on": ("home 200 home home home", "home 200 home home home"),
    "return": ("home 200 home home home", "home 200 home home home"),
    "uphold": ("200 home home home 200", "200 home home home 200"),
    "overrule": ("200 home home home 200", "200 home home home 200"),
    "hand_over": ("200 home home home 200", "200 home home home 200"),
    "remind": ("200 home home home 200", "200 home home home 200"),
    "seen": ("200 home home home 200", "200 home home home 200"),
    "ask": ("200 home home home 200", "200 home home home 200"),
    "note": ("200 200 200 home 200", "200 200 200 home 200"),
    "resume": ("409 home home home 409", "200 home home home 200"),
    "attach": ("200 200 home home 200", "200 200 home home 200"),
    "ask_time": ("200 200 home home 200", "200 200 home home 200"),
    "extend": ("home home 200 home 200", "home home 200 home 200"),
    "refuse_time": ("home home 200 home 200", "home home 200 home 200"),
    "draft": ("200 200 home home 200", "200 200 home home 200"),
    "reply": ("200 home home home 200", "200 home home home 200"),
    "approve": ("home home 409 home 409", "home home 200 home 200"),
    "send_back": ("409 home 409 home 409", "200 home 200 home 200"),
    "reopen": ("409 home home home 409", "200 home home home 200"),
    "close": ("409 home home home 409", "200 home home home 200"),
    "call_back": ("409 home home home 409", "200 home home home 200"),
    "urge": ("200 home home home 200", "200 home home home 200"),
    "contest": ("200 home home home 200", "200 home home home 200"),
    "contest_won": ("200 home home home 200", "200 home home home 200"),
    "contest_lost": ("200 home home home 200", "200 home home home 200"),
    "report_back": ("409 home home home 409", "200 home home home 200"),
    "withdraw": ("200 home home home 200", "200 home home home 200"),
    "merge": ("200 home home home 200", "200 home home home 200"),
    "unmerge": ("409 home home home 409", "200 home home home 200"),
    "split": ("200 home home home 200", "200 home home home 200"),
    "link": ("200 home home home 200", "200 home home home 200"),
    "unlink": ("200 home home home 200", "200 home home home 200"),
    "restrict": ("200 home 200 home 200", "200 home 200 home 200"),
    "unrestrict": ("home home 200 home 200", "home home 200 home 200"),
    "bar": ("200 home 200 home 200", "200 home 200 home 200"),
    "unbar": ("home home 200 home 200", "home home 200 home 200"),
    "dispute": ("200 home home home 200", "200 home home home 200"),
    "undispute": ("home home 200 home 200", "home home 200 home 200"),
    "deliver": ("200 home home home 200", "200 home home home 200"),
    "seal": ("200 home home home 200", "200 home home home 200"),
    "hold": ("200 home 200 home 200", "200 home 200 home 200"),
    "release": ("home home 200 home 200", "home home 200 home 200"),
    "lesson_take": ("409 home home home 409", "200 home home home 200"),
}
ELSEWHERE: dict[str, tuple[str, str]] = {
    "inbox": ("200 200 200 200 200", "200 200 200 200 200"),
    "tryout": ("200 home home home 200", "405 home home home 405"),
    "calendar_year": ("200 home home home 200", "200 home home home 200"),
    "bulk": ("405 home home home 405", "302 home home home 302"),
    "export": ("405 405 405 405 405", "200 home 200 home 200"),
    "filter_save": ("405 405 405 405 405", "302 302 302 302 302"),
    "filter_restore": ("405 405 405 405 405", "302 302 302 302 302"),
    "filter_remove": ("405 405 405 405 405", "404 404 404 404 404"),
    "orders": ("200 home home home 200", "200 home home home 200"),
    "orders_report": ("200 home home home 200", "200 home home home 200"),
    "order_categories": ("200 home home home 200", "200 home home home 200"),
    "order_batch": ("200 home home home 200", "200 home home home 200"),
    "register": ("200 home home home 200", "200 home home home 200"),
    "spot": ("200 home home home 200", "200 home home home 200"),
    "reports": ("200 home 200 200 200", "405 home 405 405 405"),
    "report": ("200 home 200 200 200", "405 home 405 405 405"),
    # None is drawn here.
    "second_codings": ("200 home home home 200", "405 home home home 405"),
    "second_coding": ("404 home home home 404", "404 home home home 404"),
    "improvements": ("200 200 200 200 200", "405 405 405 405 405"),
    "improvement_begin": ("200 home 200 home 200", "200 home 200 home 200"),
    "library": ("200 200 200 200 200", "200 200 200 200 200"),
    "lesson_compare": ("200 200 200 200 200", "405 405 405 405 405"),
    "lesson": ("200 200 200 200 200", "405 405 405 405 405"),
    "lesson_change": ("200 home home home 200", "200 home home home 200"),
    "lesson_remove": ("405 405 405 405 405", "302 home home home 302"),
    "lesson_sheet": ("200 200 200 200 200", "405 405 405 405 405"),
}
# A measure of Dr Zhao's ward that is planned; it does not exist for Chen.
OF_A_MEASURE: dict[str, tuple[str, str]] = {
    "improvement": ("200 200 200 200 200", "405 405 405 405 405"),
    **dict.fromkeys(
        (
            f"improvement_{move}"
            for move in ("change", "carry_out", "give_up", "hand_over", "link", "unlink")
        ),
        ("200 home 200 home 200", "200 home 200 home 200"),
    ),
    **dict.fromkeys(
        (f"improvement_{move}" for move in ("postpone", "done", "evaluate", "reopen")),
        ("409 home 409 home 409", "200 home 200 home 200"),
    ),
}

# The callback centre, with a sixth cell for Tang, a caller. One patient waits and one call was drawn; of
# Wang's case, which is not answered yet, nobody knows here.
CALLBACKS: dict[str, tuple[str, str]] = {
    "callbacks": ("200 home home home 200 200", "405 home home home 405 405"),
    "callbacks_discharged": ("200 home home home 200 200", "405 home home home 405 405"),
    "callbacks_rechecks": ("200 home home home 200 200", "405 home home home 405 405"),
    "callbacks_list": ("200 home home home 200 200", "200 home home home 200 200"),
    "callback": ("404 home home home 404 404", "404 home home home 404 404"),
    "callback_discharged": ("200 home home home 200 200", "200 home home home 200 200"),
    "callback_recheck": ("200 home home home 200 200", "200 home home home 200 200"),
    "callback_raise": ("404 home home home 404 404", "404 home home home 404 404"),
}
ELSEWHERE |= {
    room: (get.rpartition(" ")[0], post.rpartition(" ")[0])
    for room, (get, post) in CALLBACKS.items()
}


def caller(name: str, method: int, row: str) -> str:
    """Return what Tang of the callback centre is answered: as the editor is, but in her own rooms.

    Outside the office she is nobody in particular among the staff, as Chen is.
    """
    space, _, room = name.partition(":")
    if room in CALLBACKS:
        return CALLBACKS[room][method].split()[-1]
    return row.split()[EDITOR if space == "office" else CHEN]


def _row(cells: str, *, chen: str, desk: str) -> str:
    """Return the whole row, in the order of `matrix_rows`."""
    li, zhao, qian, wu, root = cells.split()
    return " ".join(["in", "in", "in", li, zhao, chen or zhao, desk, desk, root, qian, wu])


ROWS: dict[str, tuple[str, str]] = {
    f"office:{name}": (_row(get, chen=chen, desk=desk), _row(post, chen=chen, desk=desk))
    for rooms, chen, desk in (
        (OF_A_CASE, "404", "404"),
        (ELSEWHERE, "", "home"),
        (OF_A_MEASURE, "404", "home"),
    )
    for name, (get, post) in rooms.items()
}
