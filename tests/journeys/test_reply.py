"""The korpschef explains a figure; a running computation tells how far it is."""

import pytest
from playwright.sync_api import Page, expect

from legitimacy.models import Reply, Run, RunPart
from tests.browser import accessibility_faults
from tests.journeys.conftest import Site

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_chief_replies_to_a_figure(as_chief: Page, site: Site) -> None:
    page = as_chief
    page.goto(site.page("corps/V017/EFF-19/"))
    page.get_by_label("Your reply").fill("New dispatch system since June.")
    assert accessibility_faults(page) == []
    page.get_by_role("button", name="Place the reply").click()
    expect(page.get_by_role("status")).to_contain_text("Your reply stands beside the figure")
    expect(page.locator("#replies blockquote")).to_contain_text("New dispatch system since June.")
    assert Reply.objects.count() == 1


def test_progress_renews_itself_until_the_run_ends(page: Page, site: Site) -> None:
    run = Run.objects.create(period="2025-Q4", reason=Run.Reason.COMMAND)
    part = RunPart.objects.create(run=run, source="deliveries")
    page.goto(site.page("corps/V017/"))
    expect(page.get_by_text("0 of 1 parts done")).to_be_visible()
    RunPart.objects.filter(pk=part.pk).update(status=RunPart.Status.DONE)
    Run.objects.filter(pk=run.pk).update(status=Run.Status.DONE)
    expect(page.get_by_text("The computation has ended.")).to_be_visible(timeout=15_000)
    page.get_by_role("link", name="Show the newest figures").click()
    expect(page.get_by_text("parts done")).to_have_count(0)
