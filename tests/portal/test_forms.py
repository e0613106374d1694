"""How our forms show questions, mistakes and what was typed."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from crispy_forms.layout import Layout, Submit
from django import forms
from django.template import Context, Template
from django.utils.translation import override

from portal.forms import Counter, Folded, PortalFormHelper, Side, Stacked


class Letter(forms.Form):
    kind = forms.ChoiceField(
        choices=[("complaint", "Complaint"), ("praise", "Praise")], widget=forms.RadioSelect
    )
    story = forms.CharField(widget=forms.Textarea, help_text="What happened", max_length=20)
    name = forms.CharField(required=False)
    email = forms.EmailField(required=False)
    attachment = forms.FileField(required=False)
    consent = forms.BooleanField(required=False, help_text="Not needed to submit")
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = PortalFormHelper()
        self.helper.layout = Layout("kind", Counter("story", 20), Stacked("You", Side("name", "email"), hint="As you like"),
            Folded("Files", "attachment"), "consent", "token", Submit("send", "Send"))  # fmt: skip


def show(data: dict[str, str] | None = None) -> BeautifulSoup:
    with override("en"):
        source = "{% load crispy_forms_tags %}{% crispy form %}"
        return BeautifulSoup(
            Template(source).render(Context({"form": Letter(data)})), "html.parser"
        )


WRONG = {"kind": "", "story": "", "email": "nowhere"}


def test_every_question_has_its_label() -> None:
    soup = show()
    labelled = {label["for"] for label in soup.select("label")}
    fields = soup.select("input:not([type=hidden]), textarea")
    assert {field["id"] for field in fields} == labelled


def test_several_choices_are_one_question() -> None:
    group = show().select_one("fieldset#id_kind")
    assert group.legend.get_text(strip=True) == "Kind"
    assert len(group.select("[type=radio]")) == 2


def test_what_may_be_left_out_says_so() -> None:
    optional = [
        label.get_text()
        for label in show().select("label, legend")
        if "optional" in label.get_text()
    ]
    assert len(optional) == 4


def test_a_form_without_mistakes_has_no_list_of_them() -> None:
    assert not show().select(".summary")


@pytest.mark.parametrize("target", ["id_kind_0", "id_story", "id_email"])
def test_each_mistake_leads_to_its_question(target: str) -> None:
    soup = show(WRONG)
    assert soup.select_one(f".summary[role=alert] a[href='#{target}']")
    assert soup.find(id=target)


def test_the_mistake_stands_before_the_field_and_is_tied_to_it() -> None:
    soup = show(WRONG)
    field = soup.find(id="id_email")
    assert "id_email_error" in field["aria-describedby"]
    assert field["aria-invalid"] == "true"
    assert field.find_previous(id="id_email_error")


def test_whatever_a_field_refers_to_is_there() -> None:
    soup = show(WRONG)
    names = {
        name
        for tag in soup.select("[aria-describedby]")
        for name in tag["aria-describedby"].split()
    }
    assert names
    assert all(soup.find(id=name) for name in names)


def test_nothing_typed_is_lost_to_a_mistake() -> None:
    story = "第一行\r\n\r\n第二行 😀 </textarea>"
    soup = show({**WRONG, "story": story})
    assert (
        soup.textarea.get_text().removeprefix("\n").strip() == story.replace("\r\n", "\n")
        or story in soup.textarea.get_text()
    )


def test_a_long_text_is_counted_and_not_cut_by_the_counter() -> None:
    counter = show().select_one("[data-counts=id_story]")
    assert counter["data-limit"] == "20"
    assert counter.get_text() == "Up to 20 characters."


def test_folded_questions_unfold_when_they_hold_something_wrong() -> None:
    class Wrong(Letter):
        def clean(self) -> None:
            self.add_error("attachment", "Too large")

    with override("en"):
        html = Template("{% load crispy_forms_tags %}{% crispy form %}").render(
            Context({"form": Wrong(WRONG)})
        )
    assert BeautifulSoup(html, "html.parser").details.has_attr("open")
    assert not show().details.has_attr("open")


def test_a_hidden_field_shows_nothing() -> None:
    field = show().find(id="id_token")
    assert field["type"] == "hidden"
    assert not field.find_parent(class_="field")


def test_the_form_is_checked_in_our_words_and_sent_once() -> None:
    form = show().form
    assert form.has_attr("novalidate")
    assert form.has_attr("data-once")
    assert form["enctype"] == "multipart/form-data"


def test_the_button_says_what_it_does() -> None:
    assert show().select_one("button[type=submit]").get_text() == "Send"
