"""Five questions in jupyterquiz: how much a saved notebook grows.

Runs in an environment of its own (quiz_tools.lock):

    python jupyterquiz_five.py QUESTIONS
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook


def jupyterquiz(questions: list[dict]) -> int:
    """Return by how many bytes a saved notebook grows when it shows the five questions."""
    shown = [
        {
            "question": each["stem"],
            "type": "numeric",
            "answers": [{"type": "value", "value": each["answer"], "correct": True, "feedback": "Right."}],
        }
        for each in questions
    ]
    source = f"from jupyterquiz import display_quiz\ndisplay_quiz({shown!r})"
    notebook = new_notebook(cells=[new_code_cell(source)])
    before = len(nbformat.writes(notebook))
    NotebookClient(notebook).execute()
    return len(nbformat.writes(notebook)) - before


def main(questions: str) -> None:
    """Print the bytes."""
    with contextlib.redirect_stdout(io.StringIO()):
        grown = jupyterquiz(json.loads(Path(questions).read_text()))
    print(grown)


if __name__ == "__main__":
    main(*sys.argv[1:])
