"""A learner moves a slider in real JupyterLab: the picture and its sentence follow, the keys stay in the widget."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

SLOW = """
import time, customer_value as cv
drawn = []
def draw(fig, steps, wait=False):
    '''A slow chart'''
    drawn.append(steps)
    fig.clear()
    fig.subplots().plot([0, steps])
    if steps == 9:
        raise ValueError("nine is not drawn")
    return f"The line of this chart ends at {steps}{' after a wait' if wait else ''}."
"""
CELLS = ["cv.explore.make(draw, steps=(0, 20, 1, 2), wait=False)", "time.sleep(2.5)", "drawn"]


def picture(page: Page):
    return page.locator(".cv-explorable img")


def run_cell(page: Page, number: int) -> None:
    page.evaluate(
        "(number) => { window.jupyterapp.shell.currentWidget.content.activeCellIndex = number;"
        " void window.jupyterapp.commands.execute('notebook:run-cell'); }",
        number,
    )


def test_an_arrow_key_changes_picture_and_sentence_and_the_keys_stay(notebook, jupyter) -> None:
    cells = ["import customer_value as cv", "cv.explore.lifetime_value()", "cv.figures.margin_multiple_curve()"]
    page = notebook("explore_value.ipynb", cells)
    slider = page.get_by_role("slider", name="Retention rate")
    caption = page.locator(".cv-explorable figcaption")
    expect(caption).to_contain_text("worth €320")
    count = page.locator(".jp-Cell").count()
    before = picture(page).get_attribute("src")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(caption).to_contain_text("81 % retention")
    assert picture(page).get_attribute("alt") == caption.inner_text()
    assert picture(page).get_attribute("src") != before
    for key in ("b", "a", "ArrowDown", "Enter", "d", "d"):
        page.keyboard.press(key)
    assert page.locator(".jp-Cell").count() == count
    expect(slider).to_be_focused()
    expect(slider).to_have_attribute("aria-valuetext", "80 %")
    page.get_by_role("radio", name="now").check()
    expect(caption).to_contain_text("worth €440")
    assert jupyter.violations(page, ".cv-explorable") == []

    image = page.locator("figure.cv-figure img")
    assert "Retention up by 10 % lifts lifetime value by 50 %" in image.get_attribute("alt")
    assert image.evaluate("(node) => [node.clientWidth, node.naturalWidth]") == [700, 1400]
    assert jupyter.violations(page, "figure.cv-figure") == []


@pytest.mark.all
def test_a_task_is_ticked_and_explained_and_all_is_readable_in_the_dark(notebook, jupyter) -> None:
    page = notebook("explore_silence.ipynb", ["import customer_value as cv", "cv.explore.probability_alive()"])
    tasks = page.get_by_role("list", name="Tasks").get_by_role("listitem")
    expect(tasks.first).not_to_contain_text("done")
    page.get_by_role("slider", name="Repeat purchases x").fill("10")
    expect(tasks.first).to_contain_text("✓ done")
    expect(tasks.first).to_contain_text("54 % against 4 %")
    expect(tasks.nth(1)).not_to_contain_text("done")

    jupyter.change_theme(page, "Dark")
    assert jupyter.violations(page, ".cv-explorable") == []
    page.evaluate("() => window.jupyterapp.shell.collapseLeft()")
    page.set_viewport_size({"width": 440, "height": 900})
    page.wait_for_timeout(300)
    inside, shown = page.locator(".cv-explorable").evaluate("(node) => [node.scrollWidth, node.clientWidth]")
    assert inside <= shown <= 360


@pytest.mark.all
def test_the_latest_setting_wins_and_errors_and_restarts_are_said(notebook, jupyter) -> None:
    page = notebook("explore_own.ipynb", [SLOW, *CELLS])
    slider = page.get_by_role("slider", name="Steps")
    caption, state = page.locator(".cv-explorable figcaption"), page.locator(".cv-explorable .cv-status")
    run_cell(page, 2)
    slider.focus()
    for _ in range(14):
        page.keyboard.press("ArrowRight")
    expect(state).to_contain_text("Waiting for the kernel")
    expect(caption).to_have_text("The line of this chart ends at 16.")
    expect(state).to_be_empty()
    page.wait_for_timeout(1000)
    run_cell(page, 3)
    drawn = page.locator(".jp-CodeCell").nth(3).locator(".jp-OutputArea-output pre")
    expect(drawn).to_contain_text("16")
    shown = {int(each) for each in drawn.inner_text().strip("[]").split(",")}
    assert not shown & {5, 6, 7, 8, 9, 10, 11, 12, 13}, shown

    alarm = page.locator(".cv-explorable").get_by_role("alert")
    slider.fill("9")
    expect(alarm).to_have_text("The drawing function stopped: ValueError: nine is not drawn")
    slider.fill("10")
    expect(alarm).to_be_empty()
    expect(picture(page)).to_have_attribute("alt", "The line of this chart ends at 10.")
    page.get_by_role("checkbox", name="Wait").check()
    expect(picture(page)).to_have_attribute("alt", "The line of this chart ends at 10 after a wait.")

    jupyter.restart_kernel(page)
    slider.fill("3")
    expect(state).to_contain_text("un this cell again")
