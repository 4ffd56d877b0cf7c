"""Wrong versions of the functions in `reference.lectures.mechanics`, with the message that names each mistake."""

from reference._array import namespace
from reference.lectures.mechanics import VENUES, WEIGHTS, _checked_marks, final_grade, validate_project
from reference.misconceptions import misconception


@misconception(final_grade, "T0.1/equal_weights", "The three parts do not weigh the same: 20/35/45.")
def _grade_equal_weights(quiz, final, project, weights=WEIGHTS):
    return final_grade(quiz, final, project, (1 / 3, 1 / 3, 1 / 3))


@misconception(final_grade, "T0.1/sum_quizzes", "Quizzes enter as one average worth 20 %, not as a sum.")
def _grade_sum_quizzes(quiz, final, project, weights=WEIGHTS):
    quiz = _checked_marks(quiz, final, project)
    return weights[0] * namespace(quiz).sum(quiz) + weights[1] * float(final) + weights[2] * float(project)


@misconception(validate_project, "T0.1/group3", "A project group has at most two members.")
def _project_group3(group_size, venue, has_public_code, picked, deadline, venues=VENUES):
    return validate_project(2 if group_size == 3 else group_size, venue, has_public_code, picked, deadline, venues)


@misconception(validate_project, "T0.1/code_exists", "Pick a paper without a published implementation.")
def _project_code_exists(group_size, venue, has_public_code, picked, deadline, venues=VENUES):
    return validate_project(group_size, venue, False, picked, deadline, venues)
