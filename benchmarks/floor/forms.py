"""The floor's form: the questions of the product's public form, drawn by Django itself."""

from django import forms

from benchmarks.floor.models import Department

KINDS = [
    ("complaint", "投诉：有事没做好"),
    ("suggestion", "建议：可以做得更好"),
    ("compliment", "表扬：有人做得好"),
    ("enquiry", "咨询：我有问题要问"),
]
RELATIONSHIPS = [
    ("", "您愿意的话请选择"),
    *((f"r{number}", f"与患者的关系 {number}") for number in range(13)),
]


class VoiceForm(forms.Form):
    """As many fields as the product's, of the same kinds."""

    channel = forms.CharField(required=False, widget=forms.HiddenInput, initial="web")
    kind = forms.ChoiceField(label="您想告诉我们什么？", choices=KINDS, widget=forms.RadioSelect)
    story = forms.CharField(
        label="发生了什么？",
        max_length=5000,
        widget=forms.Textarea,
        help_text="用您自己的话说：在哪里、什么时候、谁在场，您希望怎样。",
    )
    department = forms.ModelChoiceField(
        label="科室", queryset=Department.objects.order_by("pk"), required=False
    )
    happened_on = forms.DateField(
        label="什么时候发生的？", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    attachments = forms.FileField(
        label="照片或 PDF 文件", required=False, help_text="最多五个文件，每个不超过 20 MB。"
    )
    name = forms.CharField(label="您的姓名", max_length=80, required=False)
    phone = forms.CharField(label="电话", max_length=40, required=False)
    email = forms.EmailField(label="电子邮箱", max_length=200, required=False)
    relationship = forms.ChoiceField(
        label="您与患者的关系",
        choices=RELATIONSHIPS,
        required=False,
        help_text="患者未满十四周岁的，请由父母或监护人提交。",
    )
    consent_health = forms.BooleanField(
        label="我同意医院为办理此事使用我所提交的健康信息。",
        required=False,
        help_text="不勾选也可以提交。",
    )


class TrackForm(forms.Form):
    """One question: the code."""

    code = forms.CharField(label="查询码", help_text="二十位数字。", max_length=40)
