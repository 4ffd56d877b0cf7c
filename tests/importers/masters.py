"""Masters with every feature of Otter's format, and an nbgrader notebook, in the shapes of their own examples."""

import nbformat

from tests.support.masters import code, ok, question, raw, text

EVERY = [
    raw(
        "# ASSIGNMENT CONFIG\nname: every\ngenerate: true\nseed:\n    autograder_value: 42\n    variable: rng_seed\n"
        "    student_value: 7\nshow_question_points: true\nexport_cell:\n    force_save: true\nfiles:\n    - data.csv\n"
        "autograder_files:\n    - secret.csv\nrequirements:\n    - numpy\n"
    ),
    code("import numpy as np\nrng_seed = 42"),
    raw("# BEGIN QUESTION\nname: q1\nexport: true\nall_or_nothing: true"),
    text("The smallest prime number."),
    raw("# BEGIN SOLUTION"),
    code("x = 2 # SOLUTION"),
    raw("# END SOLUTION"),
    raw("# BEGIN TESTS"),
    ok(
        '""" # BEGIN TEST CONFIG\npoints: 2\nsuccess_message: "It\'s \\"right\\""\nfailure_message: This is not an int.\n'
        'name: kind\n""" # END TEST CONFIG\nisinstance(x, int)',
        value="True",
    ),
    ok('""" # BEGIN TEST CONFIG\npoints: 3\n""" # END TEST CONFIG\nNone'),
    ok('""" # BEGIN TEST CONFIG\npoints: 10\nhidden: true\n""" # END TEST CONFIG\nstr(print(x))', "2\n", "'None'"),
    raw("# END TESTS"),
    raw("# END QUESTION"),
    raw("# BEGIN QUESTION\nname: q2\nmanual: true\npoints: 1.5"),
    text("Draw it."),
    raw("# BEGIN SOLUTION"),
    code('y = x; # SOLUTION NO PROMPT\n""" # BEGIN PROMPT\ny = ...;\n""" # END PROMPT'),
    raw("# END SOLUTION"),
    raw("# END QUESTION"),
    *question(
        "q3",
        "\n    - 0\n    - 3",
        "Squares.",
        "def square(x):\n    y = x * x # SOLUTION\n    # BEGIN IGNORE\n    z = 'seen by nobody'\n    # END IGNORE\n"
        "    return y # SOLUTION\nnine = square(3)",
        [ok("nine", value="9"), ok("# HIDDEN\nsquare(16)", value="256")],
    ),
    raw("# BEGIN QUESTION\nname: q4\nmanual: true"),
    text("What does equal mean?"),
    raw("# BEGIN SOLUTION"),
    text("The same."),
    raw("# END SOLUTION"),
    raw("# END QUESTION"),
    raw("# BEGIN QUESTION\nname: q5"),
    text("This question has no tests."),
    raw("# BEGIN SOLUTION"),
    code("def twice(r):\n    # BEGIN SOLUTION NO PROMPT\n    return 2 * r\n    # END SOLUTION"),
    raw("# END SOLUTION"),
    raw("# END QUESTION"),
    *question("q6.1", 1, "Hidden only.", "total = 5 # SOLUTION", [ok("total == 5", value="True", hidden=True)]),
    code("total = None  # what came after the check"),
    raw("# BEGIN QUESTION\nname: 7a"),
    text("Ten numbers, and a file."),
    raw("# BEGIN SOLUTION"),
    code(
        "z = np.random.default_rng(rng_seed).normal(4, 2, 10) # SOLUTION\nfirst = open('data.csv').read().split(',')[0] # SOLUTION"
    ),
    raw("# END SOLUTION"),
    raw("# BEGIN TESTS"),
    ok("len(z) == 10", value="True"),
    ok("round(float(z[0]), 4)", value="4.6094", hidden=True),
    ok("first == open('secret.csv').read().strip()", value="True", hidden=True),
    ok("try:\n    missing\nexcept NameError:\n    print('none')", printed="none\n"),
    raw("# END TESTS"),
    raw("# END QUESTION"),
]

EXCEPTIONS = [
    raw("# ASSIGNMENT CONFIG\ntests:\n  ok_format: false\ngenerate:\n  show_hidden: true\n"),
    code("import numpy as np"),
    raw("# BEGIN QUESTION\nname: q1\npoints:\n  each: 2"),
    text("Double it."),
    raw("# BEGIN SOLUTION"),
    code("def double(x):\n    return 2 * x # SOLUTION"),
    raw("# END SOLUTION"),
    raw("# BEGIN TESTS"),
    code("def test_one(double):\n    assert double(1) == 2  # one\n\ntest_one(double)  # IGNORE"),
    code("# HIDDEN\ndef test_text(env):\n    assert env['double']('a') == 'aa'"),
    code("# A hidden layer\ndef test_layer(double):\n    assert double(3) == 6"),
    raw("# END TESTS"),
    raw("# END QUESTION"),
    *question(
        "q2",
        1,
        "Name it.",
        "name = 'Ada' # SOLUTION",
        ["def test_it(name):\n    assert name", "def test_it(name):\n    assert name == 'Ada'"],
    ),
]


def graded(source, grade_id, points=None, **flags):
    """A cell with nbgrader's metadata."""
    config = {"grade": False, "solution": False, "locked": False, "schema_version": 3, "grade_id": grade_id, **flags}
    return nbformat.v4.new_code_cell(
        source, metadata={"nbgrader": config | ({} if points is None else {"points": points})}
    )


def answer(source, grade_id):
    return graded(source, grade_id, solution=True)


def check(source, grade_id, points):
    return graded(source, grade_id, points, grade=True, locked=True)


NBGRADER = [
    text("# Mean"),
    answer(
        "import math\ndef mean(xs):\n    ### BEGIN SOLUTION\n    return sum(xs) / len(xs)\n    ### END SOLUTION", "mean"
    ),
    check(
        "def near(a, b):\n    return abs(a - b) < 1e-9\n\nassert near(mean([1, 2]), 1.5)\n### BEGIN HIDDEN TESTS\n"
        "more = [1, 2, 6]\nassert near(mean(more), 3)\n### END HIDDEN TESTS",
        "test_mean",
        2,
    ),
    check("### BEGIN HIDDEN TESTS\nassert near(mean(more + [3]), 3)\n### END HIDDEN TESTS", "test_more", 1.5),
    answer("x = 4", "value"),
    check("assert x == 4", "test-value", 1),
    nbformat.v4.new_code_cell("x = 'used again'\ntold = near(1, 1)"),
    graded("why = 'because'", "why", 3, grade=True, solution=True),
]
