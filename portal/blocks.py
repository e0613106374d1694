"""The parts an editor builds pages from. Nothing here takes raw HTML, colours or foreign content."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageBlock

from portal.models import PortalImage

PROSE = ["bold", "link", "ul", "ol"]


class ParagraphBlock(blocks.RichTextBlock):
    """Running text with bold words, lists and links, to documents as well."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**{"features": [*PROSE, "document-link"], **kwargs})

    class Meta:
        icon = "pilcrow"
        label = _("Paragraph")
        template = "portal/blocks/paragraph.html"
        description = _("Running text. Say one thing in a paragraph.")
        preview_value = "<p>您可以自己来，也可以请家人帮您说。</p>"


class HeadingBlock(blocks.CharBlock):
    """A heading below the page's title."""

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "portal/blocks/heading.html"
        description = _("Starts a section. The page's title already is the first heading.")
        preview_value = "我们怎样办理"


class StepBlock(blocks.StructBlock):
    """One step of a procedure."""

    title = blocks.CharBlock(label=_("Title"), max_length=80)
    text = blocks.TextBlock(label=_("Text"), required=False, rows=3)


class StepsBlock(blocks.ListBlock):
    """A procedure, numbered in the order it happens."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(StepBlock(label=_("Step")), **{"min_num": 2, **kwargs})

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "portal/blocks/steps.html"
        description = _("What happens one after the other; the numbers come by themselves.")
        preview_value = [
            {"title": "告诉我们", "text": "在网上写、打电话、到窗口说，都可以。"},
            {"title": "我们答复您", "text": "答复里写清楚查到了什么、做了什么。"},
        ]


class PromiseBlock(blocks.StructBlock):
    """A number the hospital holds itself to, and what it counts."""

    count = blocks.CharBlock(label=_("Number"), max_length=8, help_text=_("Or a word: at once."))
    unit = blocks.CharBlock(label=_("Unit"), max_length=40, required=False)
    text = blocks.TextBlock(label=_("What is promised"), rows=2)


class PromisesBlock(blocks.ListBlock):
    """The hospital's own deadlines, side by side."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(PromiseBlock(label=_("Promise")), **{"min_num": 1, "max_num": 4, **kwargs})

    class Meta:
        icon = "time"
        label = _("Promised deadlines")
        template = "portal/blocks/promises.html"
        description = _("Deadlines of this hospital. Write only what is kept, and keep it.")
        preview_value = [
            {"count": "5", "unit": "个工作日", "text": "需要调查核实的，五个工作日内答复。"}
        ]


class NoteBlock(blocks.StructBlock):
    """A boxed sentence that must not be missed."""

    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[
            ("info", _("Good to know")),
            ("success", _("Promise or good news")),
            ("warning", _("Take care")),
        ],
        default="info",
    )
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=80)
    text = blocks.TextBlock(label=_("Text"), rows=3)

    class Meta:
        icon = "info-circle"
        label = _("Note")
        template = "portal/blocks/note.html"
        description = _("A box beside the running text. One or two on a page, not more.")
        preview_value = {"kind": "info", "title": "", "text": "不留姓名也可以反映问题。"}


class QuestionBlock(blocks.StructBlock):
    """A question people ask, with its answer."""

    question = blocks.CharBlock(label=_("Question"), max_length=160)
    answer = blocks.RichTextBlock(label=_("Answer"), features=PROSE)

    class Meta:
        icon = "help"
        label = _("Question and answer")
        template = "portal/blocks/question.html"
        description = _("Written as somebody would ask it. The answer opens on a click.")
        preview_value = {"question": "可以请家人代我反映吗？", "answer": "<p>可以。</p>"}


class TableBlock(TypedTableBlock):
    """A small table; the first column names the row."""

    text = blocks.CharBlock(label=_("Text"), required=False)
    number = blocks.DecimalBlock(label=_("Number"), required=False)

    class Meta:
        icon = "table"
        label = _("Table")
        template = "portal/blocks/table.html"
        description = _("Give it a caption: it is read aloud before the table.")
        preview_value = {
            "caption": "各窗口的开放时间",
            "columns": [{"type": "text", "heading": "窗口"}, {"type": "text", "heading": "时间"}],
            "rows": [{"values": ["挂号", "7:30–17:00"]}, {"values": ["取药", "8:00–18:00"]}],
        }

    def get_context(
        self, value: Any, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Hand the component a table in its own shape."""
        headings = [column["heading"] for column in value.columns]
        rows = [[block.value for block in row] for row in value.rows]
        table = {"caption": value.caption, "headings": headings, "rows": rows}
        return {**super().get_context(value, parent_context=parent_context), "table": table}


class PictureBlock(blocks.StructBlock):
    """A picture with the words that stand for it."""

    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=160)

    class Meta:
        icon = "image"
        label = _("Image")
        template = "portal/blocks/picture.html"
        description = _("Describe what is seen, for those who cannot see it.")

    def get_preview_value(self) -> Any:
        """Show the newest picture of the house; before there is one, the caption alone."""
        newest = PortalImage.objects.order_by("-created_at").first()
        return self.to_python({"image": newest and newest.pk, "caption": "门诊楼入口的咨询台"})


class BodyBlock(blocks.StreamBlock):
    """Everything a public page may be built from."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    steps = StepsBlock()
    promises = PromisesBlock()
    note = NoteBlock()
    question = QuestionBlock()
    table = TableBlock()
    picture = PictureBlock()

    class Meta:
        template = "portal/blocks/body.html"
