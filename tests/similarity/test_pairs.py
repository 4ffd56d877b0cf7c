"""Planted copies among honest answers are found first; nobody else is named before them."""

from pathlib import Path

import nbformat
import pytest

from autograder.bundle import solved_and_untouched
from autograder.course import build, course
from autograder.proof.corpus import read_corpus
from autograder.proof.sample import make_class
from autograder.similarity.normal import program
from autograder.similarity.page import similarity_page
from autograder.similarity.pairs import LEAST, pairs_of
from tests.cli.test_cli import here  # noqa: F401 - a fixture
from tests.conftest import ROOT
from tests.similarity.copies import answers, disguised, own_sizes, planted

CHOSEN = ("hinge-loss", "networks", "attention", "rl")  # one of each kind of course: formulas, layers, models, agents


@pytest.fixture(scope="module")
def bundles(once):
    """Name → bundle, built without the proof that others make."""
    listed = {a.name: a for a in course.load_course(ROOT).select(None)}

    def make(folder):
        return {name: build.build_assignment(listed[name], folder).bundle for name in CHOSEN}

    return once("similarity", make)


def corpus(bundle):
    solved, untouched = solved_and_untouched(bundle)
    return solved, untouched, read_corpus(ROOT / "solutions" / bundle.stem)


@pytest.mark.slow
@pytest.mark.parametrize("name", CHOSEN)
def test_copies_of_all_styles_come_before_every_honest_pair(bundles, name):
    """Of accepted and mistaken answers with some ten lines of their own, 95 % of the copies are found first."""
    solved, untouched, solutions = corpus(bundles[name])
    honest = {s.name: s.fill(solved) for s in solutions}
    copied = [n for n, size in own_sizes(solved, untouched, honest).items() if size >= 1.5 * LEAST]
    found, pairs = planted(solved, untouched, honest, copied)
    assert len(pairs) >= 5
    listed = [p for p in ((p.a, p.b) for p in found.pairs) if p in pairs or not one_text(*p)]
    assert sum(p in pairs for p in listed[: len(pairs)]) >= 0.95 * len(pairs)
    assert set(listed[: min(10, len(pairs))]) <= pairs


def one_text(a, b):
    """Whether two are wrong answers of the corpus: their author changed a line of one to write the other."""
    return all(name.startswith(("rejected/", "partial/")) for name in (a, b))


@pytest.mark.slow
def test_honest_styles_alone_have_no_pair_that_stands_out(bundles):
    for name in CHOSEN:
        solved, untouched, solutions = corpus(bundles[name])
        honest = {s.name: s.fill(solved) for s in solutions if s.kind == "accepted"}
        found, _ = planted(solved, untouched, honest, [])
        assert all(p.alike < 0.3 for p in found.pairs), (name, found.pairs[0])


@pytest.mark.slow
def test_the_command_finds_a_copy_in_a_sample_class(bundles, here, tmp_path):  # noqa: F811
    """Files as a class hands them in, broken and hostile ones among them."""
    bundle = bundles["hinge-loss"]
    solved, untouched, solutions = corpus(bundle)
    paths = make_class(bundle, ROOT / "solutions" / "hinge-loss", tmp_path / "in", size=30)
    one = next(s for s in solutions if s.name == "accepted/loops.py").fill(solved)
    twin = next(p for p in paths if p.read_bytes() == nbformat.writes(one).encode())
    asked = {"hinge_value", "multiclass_hinge", "svm_loss", "svm_loss_grad", "numerical_grad"}
    untouched.cells += [nbformat.v4.new_code_cell(s) for s in disguised(answers(one), 1, asked)]
    nbformat.write(untouched, tmp_path / "in" / "zoe_2000_99999_hinge-loss.ipynb")
    done = here("similarity", bundle, tmp_path / "in", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    first = next(row for row in done.stdout.splitlines() if "alike" in row)
    assert "zoe" in first
    assert twin.name.split("_")[0] in first
    assert "could not be read" in done.stdout
    page = (tmp_path / "out" / "index.html").read_text()
    assert "not a finding" in page
    assert '<span class="l same">' in page


def test_a_class_that_shares_nothing_has_no_pairs_and_a_page():
    programs = {"a": program(["x = 1"]), "b": program([])}
    found = pairs_of(programs)
    assert (found.pairs, found.compared, found.short) == ((), 0, ("a", "b"))
    assert "No two share code" in similarity_page("Homework", found, programs, unread=["c"])


def long(seed):
    """A function that has enough code of its own; another one for each seed."""
    return (
        "def f(x):\n"
        + "\n".join(f"    x = g{seed}(x, {seed + i}) + h{i}(x[{i}])" for i in range(12))
        + "\n    return x"
    )


def test_the_same_in_both_directions_and_in_any_order():
    programs = {name: program([long(i), long(9)]) for i, name in enumerate("abcd")}
    programs["e"] = program([long(0)])
    turned = pairs_of(dict(reversed(programs.items())))
    assert turned == pairs_of(programs)
    assert (turned.pairs[0].a, turned.pairs[0].b) == ("a", "e")


def test_what_everybody_was_given_is_not_shared():
    programs = {name: program([long(i), long(99)]) for i, name in enumerate("abcd")}
    assert pairs_of(programs).pairs
    assert not pairs_of(programs, [program([long(99)])]).pairs
    assert LEAST < 60


def test_a_name_of_a_student_is_text_on_the_page():
    programs = {name: program([long(1) + "\n'</pre><script>'"]) for name in ("<b>a", "b")}
    page = similarity_page("<i>T", pairs_of(programs), programs)
    assert "<b>a" not in page
    assert "<script>" not in page
    assert "<i>T" not in page


@pytest.mark.parametrize(
    ("args", "said"),
    [(("similarity", "hinge-loss"), "name what was handed in as well"), (("similarity", "{tmp}"), "found none")],
)
def test_what_is_missing_is_said(here, tmp_path, args, said):  # noqa: F811
    done = here(*(a.format(tmp=tmp_path) for a in args), "--out", tmp_path / "out")
    assert done.returncode == 2
    assert said in done.stderr
    assert not Path(tmp_path / "out").exists()
