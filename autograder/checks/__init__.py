"""What a test author imports: comparisons that accept what a fair TA would accept, and messages that teach.

    agree(student, reference, cases, mutants=misconceptions_of(reference))

runs both on every case, compares the contract first (structure, shape, dtype, finite values, inputs left alone) and
then the values, with a tolerance that follows from the dtype and the reference's condition. On a mismatch it matches
the student's answers against named wrong implementations and, when exactly one explains all of them, says which.
Messages never show the expected value of a case. The same files serve the judge (where `student` is a proxy) and a
stock Otter kernel.

Trust: what a student's function returns may be an object whose `==`, `bool` or `len` is the student's code. Its exact
type is looked at first; only plain data is compared, counted or iterated over.

    data        what an answer is          outcomes   cases, calls, what they changed
    comparison  whether it is right        condition  how far rounding may move it
    agreement   agree, as_like, close      gradients  check_gradient, with_gradients
    counting    steps of Python            loops      uses_no_loops
    plots       plot_shows                 training   trains_to
    evidence    why it is wrong, over a question: diagnosis, derived (relations, variations, places)
"""

from autograder.checks.agreement import CheckFailure, Misconception, Mutant, agree, as_like, close, raises, require
from autograder.checks.comparison import TOLERANCES
from autograder.checks.gradients import check_gradient, with_gradients
from autograder.checks.loops import uses_no_loops
from autograder.checks.outcomes import Case
from autograder.checks.plots import plot_shows
from autograder.checks.training import Symptom, trains_to

__all__ = [
    "TOLERANCES", "Case", "CheckFailure", "Misconception", "Mutant", "Symptom", "agree", "as_like", "check_gradient",
    "close", "plot_shows", "raises", "require", "trains_to", "uses_no_loops", "with_gradients",
]  # fmt: skip
