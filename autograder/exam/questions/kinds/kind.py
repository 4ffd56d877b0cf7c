"""The kinds of answers: what is right for one student, how points follow, how a wrong answer is named.

A kind is plain data, drawn for one student and written into that student's test file. `parse` gives the answer in plain
Python (../forms.py, the same code as the student's own check), `is_right` compares, `cases` splits the points.

    number    within max(rtol·|x*|, atol), or to `digits` significant digits; text with a unit where units are stated
    choice    one option; `many`: every right option that is chosen earns a share, every wrong one takes a share back
    matrix    an equal share for each entry
    symbolic  an expression equal to the expected one on the symbols' domain; undecided waits for a person
    manual    text, marked by a person along a rubric
"""

import msgspec

from autograder.exam.questions.kinds.choice import Choice
from autograder.exam.questions.kinds.manual import Manual
from autograder.exam.questions.kinds.matrix import Matrix
from autograder.exam.questions.kinds.number import Number
from autograder.exam.questions.kinds.symbolic import Symbolic
from autograder.exam.symbolic import process

Kind = Number | Choice | Matrix | Symbolic | Manual


def load(data: str) -> Kind:
    """The kind that a test file holds as JSON; what judges it is ready when the first submission comes."""
    kind: Kind = msgspec.json.decode(data, type=Kind)
    if isinstance(kind, Symbolic):
        process.start()
    return kind
