"""The steps of one voice's way through a real browser, each done on the page by its own role."""

import re
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from tests.factories import PASSWORD

# What sends, neither the unseen one that Enter presses nor the one that only looks around.
SEND = "main form [type=submit]:not([aria-hidden], [formaction])"


@dataclass
class Filed:
    """What the submitter takes home."""

    reference: str
    code: str


def sign_in(page: Page, username: str) -> None:
    """Sign in to the admin as a member of the cast."""
    page.goto("/admin/login/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", PASSWORD)
    page.click("main [type=submit], form [type=submit]")
    page.wait_for_url("**/admin/")


def file_voice(page: Page, story: str, **fields: str) -> Filed:
    """Fill in the public form as a patient does, and read the receipt."""
    page.goto("/feedback/submit/")
    page.check("[name=kind][value=complaint]")
    page.fill("[name=story]", story)
    for name, value in fields.items():
        page.fill(f"[name={name}]", value)
    page.check("[name=consent_health]")
    page.click(SEND)
    page.wait_for_selector(".code_groups, .code-groups")
    text = page.inner_text("main")
    found = re.search(r"TS-\d{4}-\d{6}", text)
    digits = re.search(r"(?:\d{4}\s+){4}\d{4}", text)
    assert found, text
    assert digits, text
    return Filed(found.group(), re.sub(r"\D", "", digits.group()))


def track(page: Page, code: str) -> None:
    """Open the own case by its code."""
    page.goto("/feedback/track/")
    page.fill("[name=code]", code)
    page.click(SEND)
    page.wait_for_url("**/feedback/case/")


def open_case(page: Page, reference: str) -> str:
    """Find a case in the inbox by its reference and return the address of its page."""
    page.goto("/admin/cases/")
    page.fill("[name=q]", reference)
    page.click("[role=search] [type=submit]")
    page.click(f"tr:has-text('{reference}') a")
    page.wait_for_url(re.compile(r"/admin/cases/\d+/$"))
    return page.url


def press(page: Page, case: str, act: str) -> None:
    """Do an act that needs no more than its button."""
    page.goto(case)
    page.click(f"form[action$='/{act}/'] [type=submit]")
    page.wait_for_url(case)


def do(page: Page, case: str, act: str, **answers: Any) -> None:
    """Do an act through its form: text, choices by value, or a list of ticks."""
    page.goto(f"{case}{act}/")
    for name, value in answers.items():
        answer(page, name, value)
    page.click("main form.panel .acts [data-send]")
    page.wait_for_url(case)


def answer(page: Page, name: str, value: Any, within: str = "main") -> None:
    """Answer one question of a form, whatever its widget."""
    field = page.locator(f"{within} [name='{name}']")
    kind = field.first.evaluate("one => one.type")
    if isinstance(value, list):
        for one in value:
            page.check(f"{within} [name='{name}'][value='{one}']")
    elif kind == "radio":
        page.check(f"{within} [name='{name}'][value='{value}']")
    elif kind == "checkbox":
        field.set_checked(value)
    elif kind == "select-one":
        field.select_option(value)
    elif kind == "file":
        field.set_input_files(value)
    else:
        field.fill(value)


def draft_summary(page: Page, case: str) -> None:
    """Press the one button of the closed case."""
    page.goto(case)
    page.click("form[action*='/admin/transparency/draft/'] [type=submit]")
    page.wait_for_url("**/admin/transparency/drafted/**")


def edit_waiting_summary(page: Page, **texts: str) -> str:
    """Take the waiting draft from the start page, write what is missing and submit it for review."""
    page.goto("/admin/")
    page.click("[aria-labelledby=waiting-summaries] a")
    page.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))
    address = page.url
    for name, text in texts.items():
        page.fill(f"[name={name}]", text)
    _choose(page, "[name=action-submit]")
    page.wait_for_load_state()
    return address


def approve(page: Page, summary: str) -> None:
    """Read somebody else's summary, tick the list and approve it."""
    page.goto(summary)
    _choose(page, "[data-workflow-action-name=approve]")
    page.wait_for_selector(".modal [name$=names]")
    for tick in page.locator(".modal input[type=checkbox]").all():
        tick.check()
    page.click(".modal form [type=submit]")
    page.wait_for_url(lambda url: url != summary)


def publish_figures(page: Page) -> None:
    """Freeze the month that has just ended and publish it."""
    page.goto("/admin/transparency/figures/")
    page.click("form[action$='/figures/freeze/'] [type=submit]")
    page.click("form[action$='/publish/'] [type=submit]")


def _choose(page: Page, action: str) -> None:
    """Press a button of the editor's footer, opening its menu when it hides there."""
    button = page.locator(f"footer {action}, form {action}").first
    if not button.is_visible():
        page.click("footer [data-w-dropdown-target=toggle], footer .w-dropdown__toggle")
    page.locator(action).first.click()
