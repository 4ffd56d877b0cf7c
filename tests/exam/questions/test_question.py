"""Question files: what they must have."""

import pytest

from autograder.errors import CourseError
from autograder.exam.questions.question import read_question
from tests.exam.conftest import write_question
from tests.exam.questions.test_draw import NUMBER, TEXT, read


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (NUMBER.replace("number", "numbre") + TEXT, "Invalid enum value 'numbre'"),
        (NUMBER.replace("points: 1", "points: 0") + TEXT, "above 0"),
        (NUMBER.replace("# points", "# pionts") + TEXT, "pionts"),
        (NUMBER.replace("answer", "anwser") + TEXT, r"expected a function `answer\(v\)`"),
        (NUMBER.replace("return 1", "return 1 1") + TEXT, "SyntaxError"),
        (NUMBER, "expected a markdown cell"),
        (
            NUMBER.replace("number", "symbolic").replace("# points", "# symbols: {x: [1, 1]}\n# points") + TEXT,
            "low < high",
        ),
        ("# type: choice\n# points: 1\n# %% [markdown]\n# Text\n", "`right` and `wrong`"),
        ("# type: code\n# points: 1\n# %% [markdown]\n# Text\n", "BEGIN SOLUTION"),
        (
            "# type: rubric\n# points: 3\n# rubric: [{name: a, points: 1}]\n# %% [markdown]\n# Text\n",
            "worth 1 points, not 3",
        ),
    ],
)
def test_a_wrong_file_is_named_with_what_is_wrong(tmp_path, body, said):
    with pytest.raises(CourseError, match=said) as e:
        read(tmp_path, body)
    assert str(tmp_path / "q.py") in str(e.value)


def test_a_file_without_a_question_is_refused(tmp_path):
    (tmp_path / "q.py").write_text("x = 1\n")
    with pytest.raises(CourseError, match="expected a raw cell `# BEGIN QUESTION`"):
        read_question(tmp_path / "q.py", tmp_path)


def test_the_name_is_that_of_the_file(tmp_path):
    write_question(tmp_path, "a", NUMBER + TEXT)
    (tmp_path / "a.py").rename(tmp_path / "b.py")
    with pytest.raises(CourseError, match="expected 'b'"):
        read_question(tmp_path / "b.py", tmp_path)
