"""A notebook that was saved and opened again, its kernel long gone, shows its widgets as they were left."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import expect

MOST_KILOBYTES = 130  # that one quiz, one guess and one chart add to the file


def test_widgets_outlive_their_kernel_and_no_key_is_saved(page, lab, jupyter, tmp_path: Path) -> None:
    cells = [
        f"import os; os.environ['CVM_HOME'] = {str(tmp_path)!r}; import customer_value as cv",
        'cv.quiz("04", questions=["04.Q02", "04.Q09"])',
        'cv.guess("04.G9", "What share of customers stays?", unit="%")',
        "cv.explore.lifetime_value()",
    ]
    name = lab.write("reopened.ipynb", cells)
    jupyter.open(page, lab, name)
    jupyter.run_all(page)
    quiz, chart = page.locator(".cvq-quiz"), page.locator(".cv-explorable")
    quiz.locator("form:visible").get_by_label("Your answer").fill("1")
    quiz.locator("form:visible").get_by_role("button", name="Check").click()
    quiz.get_by_text("Not right yet").wait_for()
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    saved = (lab.root / name).read_text(encoding="utf-8")
    _holds_no_key(saved)

    page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    page.goto("about:blank")
    jupyter.open(page, lab, name)
    expect(quiz).to_contain_text("1 of 2 answered", timeout=30_000)
    expect(chart.locator("figcaption")).to_contain_text("With €120 of margin a year")
    assert page.get_by_text("model not found").count() == 0
    form = quiz.locator("form:visible")
    form.get_by_role("radio").first.check()
    form.get_by_role("button", name="Check").click()
    expect(form.get_by_role("status")).to_contain_text("run this cell again", timeout=30_000)
    chart.get_by_role("slider", name="Retention rate").press("ArrowRight")
    expect(chart).to_contain_text("run this cell again", timeout=30_000)


def _holds_no_key(saved: str) -> None:
    from customer_value import course
    from customer_value.assessment import bank, variants

    widgets = json.loads(saved)["metadata"]["widgets"]
    assert len(json.dumps(widgets)) < MOST_KILOBYTES * 1000
    for key in ("04.Q02", "04.Q09"):
        question = bank.read(course.lesson("04").bank).question(key)
        parts = getattr(question, "options", ()) or getattr(question, "mistakes", ())
        for secret in filter(None, [question.feedback, *question.hints, *(each.says for each in parts)]):
            assert secret.split("$")[0].strip() not in saved
        if not getattr(question, "options", ()):
            assert f"{variants.make(question, 1).answer:.2f}" not in saved
