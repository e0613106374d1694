"""Which column of a ledger holds what, by the names ledgers use in Chinese and English."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

# For each field the names it goes by; of several columns for one field the first listed is taken.
KNOWN: dict[str, tuple[str, ...]] = {
    "id": (
        "id",
        "case_id",
        "编号",
        "留言编号",
        "投诉编号",
        "信件编号",
        "受理编号",
        "登记编号",
        "事项编号",
    ),
    "story": (
        "story",
        "text",
        "content",
        "留言详情",
        "诉求内容",
        "投诉内容",
        "反映内容",
        "留言内容",
        "信件内容",
        "意见内容",
        "工单内容",
        "事项内容",
        "问题描述",
        "详情",
        "内容",
    ),
    "title": (
        "title",
        "subject",
        "留言主题",
        "诉求标题",
        "工单标题",
        "信件标题",
        "主题",
        "标题",
    ),
    "received_at": (
        "received_at",
        "time",
        "received",
        "date",
        "受理时间",
        "受理日期",
        "留言时间",
        "投诉时间",
        "投诉日期",
        "登记时间",
        "登记日期",
        "来信时间",
        "来电时间",
        "提交时间",
        "接收时间",
        "接收日期",
        "派单时间",
        "日期",
        "时间",
    ),
    "reply": (
        "reply",
        "answer",
        "答复意见",
        "答复内容",
        "回复内容",
        "反馈内容",
        "办理结果",
        "处理结果",
        "答复",
        "回复",
    ),
    "replied_at": (
        "replied_at",
        "reply_time",
        "answered_at",
        "reply_date",
        "答复时间",
        "答复日期",
        "回复时间",
        "回复日期",
        "反馈时间",
        "反馈日期",
        "办结时间",
    ),
    "kind": (
        "kind",
        "type",
        "类型",
        "诉求类型",
        "留言类型",
        "信件类型",
        "事项类型",
        "工单类型",
        "诉求类别",
    ),
    "channel": (
        "channel",
        "渠道",
        "来源",
        "来源渠道",
        "投诉渠道",
        "受理渠道",
        "诉求来源",
        "工单来源",
    ),
    "department": (
        "department",
        "dept",
        "科室",
        "涉及科室",
        "被投诉科室",
        "责任科室",
        "承办科室",
        "部门",
        "承办部门",
    ),
    "external_number": (
        "external_number",
        "work_order_number",
        "工单编号",
        "工单号",
        "12345工单编号",
        "12345工单号",
        "热线工单号",
        "流水号",
    ),
    "external_due_on": (
        "external_due_on",
        "deadline",
        "due_date",
        "截止时间",
        "截止日期",
        "到期时间",
        "办结期限",
        "办理期限",
        "要求办结时间",
        "要求反馈时间",
    ),
    # Of a work order: by whom it was passed on, when, and under which category of its own tree.
    "passed_on_by": (
        "passed_on_by",
        "派单单位",
        "转办单位",
        "交办单位",
        "派发单位",
        "下派单位",
        "派单部门",
        "转办部门",
        "交办部门",
        "来文单位",
    ),
    "dispatched_at": (
        "dispatched_at",
        "派单时间",
        "派单日期",
        "转办时间",
        "转办日期",
        "交办时间",
        "交办日期",
        "派发时间",
        "下派时间",
    ),
    "their_category": (
        "their_category",
        "诉求分类",
        "问题分类",
        "工单分类",
        "事项分类",
        "内容分类",
        "业务分类",
        "归口分类",
        "问题类别",
        "分类",
    ),
    "category_1": ("category_1", "一级分类", "一级标签", "一级类别"),
    "category_2": ("category_2", "二级分类", "二级标签", "二级类别"),
    "category_3": ("category_3", "三级分类", "三级标签", "三级类别"),
    "happened_on": ("happened_on", "happened", "发生日期", "发生时间", "事发时间", "事发日期"),
    "gist": ("gist", "summary", "摘要", "概要"),
    "relationship": ("relationship", "关系", "与患者关系"),
    "name": ("name", "姓名", "联系人", "投诉人", "反映人", "来电人", "诉求人", "投诉人姓名"),
    "phone": ("phone", "telephone", "mobile", "电话", "联系电话", "手机", "手机号", "来电号码"),
    "account": ("account", "user", "user_id", "用户", "用户名", "账号", "留言用户", "网友"),
    "email": ("email", "e-mail", "邮箱", "电子邮箱", "电子邮件"),
}


class NoColumn(Exception):
    """What was asked of the columns does not fit the file; the sentence says how to go on."""


@dataclass(frozen=True)
class Columns:
    """What each field is read from, and the columns that are not read."""

    taken: Mapping[str, str]
    left: tuple[str, ...]


def same(name: object) -> str:
    """Return a column's name as it is compared: width, blanks, case and marks of duty folded."""
    folded = unicodedata.normalize("NFKC", str(name)).casefold()
    return "".join(folded.replace("(必填)", "").split()).strip("*:_ ").replace("_", "")


def field_called(name: str) -> str | None:
    """Return the field somebody means by a name, whichever of its names they use."""
    folded = same(name)
    for field, names in KNOWN.items():
        if folded in {same(known) for known in (field, *names)}:
            return field
    return None


def holds_story(header: Iterable[str], given: Mapping[str, str]) -> bool:
    """Say whether a row of names can be the header: it names the column of the text."""
    return "story" in recognise(header, given, strict=False).taken


def recognise(header: Iterable[str], given: Mapping[str, str], *, strict: bool = True) -> Columns:
    """Say which column is taken for what. What was given goes before what is known by its name.

    A field given an empty column is not read at all. Raises `NoColumn` when a given column or the
    column of the text is missing.
    """
    names = {same(name): name for name in reversed([name for name in header if name])}
    taken = {field: names[same(name)] for field, name in given.items() if same(name) in names}
    missing = [name for name in given.values() if name and same(name) not in names]
    for field, known in KNOWN.items():
        free = [names[same(name)] for name in known if same(name) in names]
        free = [name for name in free if name not in taken.values()]
        if field not in given and free:
            taken[field] = free[0]
    if strict and (missing or "story" not in taken):
        raise NoColumn(_no_column(missing, list(names.values())[::-1]))
    left = tuple(name for name in list(names.values())[::-1] if name not in taken.values())
    return Columns({field: taken[field] for field in KNOWN if field in taken}, left)


def parse_map(pairs: Iterable[str]) -> dict[str, str]:
    """Read `--map story=text,received_at=time`; raises `NoColumn` for a field nobody knows."""
    given = {}
    for pair in ",".join(pairs).split(","):
        if not pair.strip():
            continue
        wanted, equals, column = pair.partition("=")
        field = field_called(wanted)
        if not equals or field is None:
            raise NoColumn(
                _("“%(pair)s” is not of the form field=column. Fields: %(fields)s.")
                % {"pair": pair.strip(), "fields": ", ".join(KNOWN)}
            )
        given[field] = column.strip()
    return given


def _no_column(missing: list[str], names: list[str]) -> str:
    if missing:
        return _("There is no column “%(column)s”. Columns: %(columns)s.") % {
            "column": missing[0],
            "columns": ", ".join(names) or "–",
        }
    return _(
        "No column is known to hold the text. Name it with --map story=COLUMN. Columns: %(columns)s."
    ) % {"columns": ", ".join(names) or "–"}
