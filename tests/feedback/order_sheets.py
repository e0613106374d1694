"""Sheets of orders as hotlines send them, made here."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from feedback.imports import uploads
from feedback.imports.orders import Batch, begin, lay_out
from feedback.models import OrderBatch
from portal.models import User
from tests.factories import HospitalFactory

HEADER = (
    "序号", "工单编号", "诉求内容", "诉求类型", "诉求分类", "派单单位", "派单时间", "办理期限", "来电人", "联系电话",
    "备注",
)  # fmt: skip
STORY = "门诊缴费窗口少，排队超过一小时，希望增开窗口。"


def order(number: object = "GD202603010001", **said: Any) -> list[Any]:
    """Return a row of the header above."""
    row = {
        "序号": 1,
        "工单编号": number,
        "诉求内容": STORY,
        "诉求类型": "投诉",
        "诉求分类": "卫生健康>医疗服务>就医环境",
        "派单单位": "市12345热线",
        "派单时间": datetime(2026, 3, 2, 9, 5),  # noqa: DTZ001 - a sheet knows no time zone
        "办理期限": date(2026, 3, 6),
        "来电人": "王桂兰",
        "联系电话": "13800138000",
        "备注": "",
        **said,
    }
    return [row[name] for name in HEADER]


def workbook(
    rows: Sequence[Sequence[Any]], header: Sequence[Any] = HEADER, above: Sequence[str] = ()
) -> bytes:
    """Return a workbook with some lines above the header."""
    book, file = Workbook(), io.BytesIO()
    for line in above:
        book.active.append([line])
    for row in (header, *rows):
        book.active.append(list(row))
    for row in book.active.iter_rows():
        for cell in row:
            cell.data_type = "s" if cell.data_type == "f" else cell.data_type
    book.save(file)
    return file.getvalue()


def sent(data: bytes, name: str = "orders.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def laid_out(data: bytes, by: User, channel: str = "h12345") -> OrderBatch:
    return lay_out(uploads.read(sent(data)), by=by, hospital=HospitalFactory(), channel=channel)


def taken_in(data: bytes, by: User, channel: str = "h12345") -> OrderBatch:
    """Take in a whole file."""
    batch = laid_out(data, by, channel)
    begin(batch)
    while Batch(batch).go_on():
        pass
    return batch
