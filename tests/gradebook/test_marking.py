"""Marks of people: rubrics that change, answers alike, blindness, and that no new run loses a mark."""

import unicodedata

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, text

from autograder.errors import UsageError
from autograder.gradebook import audit
from autograder.gradebook.answers import facts_of, normal
from autograder.gradebook.backup import write_backup
from autograder.gradebook.database import _engine, address, open_book, upgrade
from autograder.gradebook.explain import explained
from autograder.gradebook.marking import (
    Answers,
    Board,
    Wanted,
    add_item,
    add_remark,
    change_item,
    give,
    prepare,
    progress,
    remarks,
    set_plan,
)
from autograder.gradebook.marks import AGAIN, DECISION
from autograder.gradebook.models import FactsOf, Log, Mark, Setting
from autograder.gradebook.queries import history, read_class, read_desks
from autograder.gradebook.record import find_person, record_runs, set_roster, take, unpack_attempts
from autograder.gradebook.results import counting
from autograder.gradebook.rules import Rules
from autograder.handin.roster import Student
from autograder.results import CaseResult, Provenance, QuestionResult, Report, Status, Verdict
from tests.gradebook.test_record import handed_in

RULES = msgspec.convert({"categories": {"homework": {"weight": 1, "works": ["w*"]}}, "policy": {"keep": "last"}}, Rules)
P, F = Verdict.PASS, Verdict.FAIL


def essay(answer, worth=4.0, name="why"):
    """A question that waits for a person."""
    case = CaseResult(name="answer", hidden=False, verdict=Verdict.PENDING, points=0, possible=worth)
    return QuestionResult(name=name, points=0, possible=worth, cases=(case,), answer=answer)


def code(*verdicts, name="fit"):
    """A question of which each case is worth a point."""
    cases = [
        CaseResult(name=f"case {i}", hidden=True, verdict=v, points=float(v is P), possible=1)
        for i, v in enumerate(verdicts)
    ]
    return QuestionResult(name=name, points=sum(c.points for c in cases), possible=len(cases), cases=tuple(cases))


def a_report(submission, questions):
    return Report(
        submission=submission, student="", assignment="w", status=Status.GRADED, questions=questions,
        total=sum(q.points for q in questions), possible=sum(q.possible for q in questions),
        provenance=Provenance(submission_sha256=submission, bundle_sha256="b" * 64, engine_sha256="e" * 64),
    )  # fmt: skip


class Marked:
    """A class of three with a work "w"; shortcuts."""

    def __init__(self, book, tmp_path):
        self.book, self.tmp_path, self.files = book, tmp_path, 0

    def hand_in(self, student, *questions):
        """Takes one more attempt and records its judgement; its number."""
        self.files += 1
        take(self.book, "w", "Work", handed_in(self.tmp_path / f"in{self.files}", **{student: self.files}))
        return self.run(student, *questions)

    def run(self, student, *questions):
        """A new judgement of the newest attempt of a student."""
        self.files += 1
        attempts = unpack_attempts(self.book, "w", self.tmp_path / f"out{self.files}").attempts
        name, number = max((a for a in attempts.items() if student in a[0]), key=lambda a: a[1])
        record_runs(self.book, "w", [a_report(name, questions)], {name: number})
        return number

    def board(self, question="why"):
        prepare(self.book, "w")
        with self.book.reading() as session:
            board = Board(session, Answers(session, RULES, "w"), question)
            session.expunge_all()
            return board

    def code_of(self, attempt, question="why"):
        """The code of the group that an attempt is in."""
        board = self.board(question)
        return next(g.code for g in board.groups.values() if attempt in [a.attempt for a in g.answers])

    def give(self, attempt, *items, question="why", **more):
        more = {"marker": "anna", **more}
        return give(self.book, RULES, "w", [Wanted(question, self.code_of(attempt, question), items, **more)])[0]

    def standing(self, student):
        with self.book.reading() as session:
            person = find_person(session, student).id
            return read_class(session, RULES, person=person).rows[0].standings["w"]

    def points(self, student):
        return self.standing(student).points


@pytest.fixture
def marked(filled, tmp_path):
    return Marked(filled, tmp_path)


# -- rubrics ----------------------------------------------------------------------------------------------------------


def test_a_mark_counts_with_its_line_and_the_answer_waits_no_longer(marked):
    attempt = marked.hand_in("s1", code(P, F), essay("because"))
    assert marked.standing("s1").waits == "4 points wait for a person"
    item = add_item(marked.book, "w", "why", "names the cause", 3)
    noted = marked.give(attempt, item, adjustment=-0.5, comment="say more")
    standing = marked.standing("s1")
    assert (noted.points, noted.worth, noted.answers, noted.new) == (2.5, 4.0, 1, True)
    assert (standing.points, standing.possible, standing.waits) == (3.5, 6.0, "")
    assert standing.lines[-1] == "why: 2.5 of 4 by a person: names the cause; say more"
    with marked.book.reading() as session:
        final = read_class(session, RULES).rows[0]
        told = "\n".join(explained(marked.book, final))
        past = [e.what for e in history(session, find_person(session, "s1"))]
    assert final.final.part == pytest.approx(3.5 / 6)
    assert "why: 2.5 of 4 by a person: names the cause; say more" in told
    assert past[-1] == "w: why marked by anna: 2.5 of 4: say more"


def test_earlier_marks_follow_an_item_that_is_reworded_weighted_anew_retired_and_brought_back(marked):
    attempt = marked.hand_in("s1", essay("because"))
    item = add_item(marked.book, "w", "why", "cause", 3)
    marked.give(attempt, item)
    assert change_item(marked.book, "w", "why", item, text="the cause", points=2.0)
    assert not change_item(marked.book, "w", "why", item, points=2.0)
    assert marked.standing("s1").lines[-1] == "why: 2 of 4 by a person: the cause"
    change_item(marked.book, "w", "why", item, retired=True)
    assert (marked.points("s1"), marked.standing("s1").waits) == (0.0, "")
    with pytest.raises(UsageError, match="item 1 is retired"):
        marked.give(attempt, item, comment="x")
    change_item(marked.book, "w", "why", item, retired=False)
    assert marked.points("s1") == 2.0


@settings(max_examples=60, deadline=None)
@given(items=st.lists(st.integers(-5, 5), max_size=5), chosen=st.sets(st.integers(0, 4)), adjustment=st.integers(-9, 9))
def test_points_are_items_and_adjustment_and_never_outside_what_the_question_is_worth(items, chosen, adjustment):
    from autograder.gradebook.marks import Marks
    from autograder.gradebook.models import Item

    rows = [Item(id=i, text=str(i), points=float(p), place=i, retired=i == 3) for i, p in enumerate(items)]
    own = sorted(i for i in chosen if i < len(items))
    mark = Mark(
        id=1, work_id=1, question="why", group="", marker="m", kind="mark", items=own, adjustment=float(adjustment),
        comment="", decides=["answer"], worth=4.0, void=False,
    )  # fmt: skip
    counted = Marks([mark], rows, [(1, 7)]).counted(1, 7, facts_of(a_report("s", (code(P, F), essay("x")))))
    expected = sum(items[i] for i in own if i != 3) + adjustment
    assert counted.total == 1 + min(max(expected, 0), 4)
    assert counted.pending == 0


def test_a_mark_of_code_is_for_the_whole_question_and_the_machine_keeps_the_rest(marked):
    attempt = marked.hand_in("s1", code(F, F), code(P, P, name="other"))
    marked.give(attempt, question="fit", adjustment=1.5)
    assert marked.points("s1") == 3.5


def test_points_of_the_questions_weigh_as_they_do_in_the_report(marked, tmp_path):
    take(marked.book, "w", "Work", handed_in(tmp_path / "a", s1=1))
    scaled = msgspec.structs.replace(a_report("s1.1", (code(P), essay("x", 3.0))), total=2.5, possible=10.0)
    record_runs(marked.book, "w", [scaled], {"s1.1": 1})
    marked.give(1, adjustment=3)
    assert marked.points("s1") == 10.0


def test_all_points_or_none_is_not_marked_here(marked, tmp_path):
    take(marked.book, "w", "Work", handed_in(tmp_path / "a", s1=1))
    line = "That reaches the pass mark of 50 % (`score_threshold`): all points or none."
    passed = msgspec.structs.replace(a_report("s1.1", (code(P, F),)), adjustments=(line,))
    record_runs(marked.book, "w", [passed], {"s1.1": 1})
    with pytest.raises(UsageError, match="mark it in marking.csv instead"):
        marked.give(1, question="fit", adjustment=1)


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (Wanted("why", "x"), "no answer has the code 'x'"),
        (Wanted("wy", "x"), "w has no question 'wy'; did you mean 'why'"),
        (Wanted("why", "", (7,)), "no item 7 in its rubric; it has none yet"),
        (Wanted("why", "", adjustment=float("nan")), "adjustment: expected a number of points"),
    ],
)
def test_a_wrong_mark_is_refused_and_nothing_of_its_batch_is_kept(marked, wanted, told):
    attempt = marked.hand_in("s1", essay("because"))
    right = Wanted("why", marked.code_of(attempt), adjustment=1, marker="anna")
    wanted = wanted if wanted.code else msgspec.structs.replace(wanted, code=right.code)
    with pytest.raises(UsageError, match=told):
        give(marked.book, RULES, "w", [right, wanted])
    with marked.book.reading() as session:
        assert session.scalars(select(Mark)).all() == []


# -- a new run --------------------------------------------------------------------------------------------------------


def test_a_new_run_that_makes_another_answer_of_it_keeps_the_mark_and_says_so(marked):
    attempt = marked.hand_in("s1", code(F, F))
    marked.give(attempt, question="fit", adjustment=1.5)
    marked.run("s1", code(P, F))
    assert marked.points("s1") == 1.5
    board = marked.board("fit")
    assert [board.stale(a) for a in board.answers.values()] == [True]
    assert board.next("bob") is None


def test_what_a_person_decided_stays_when_the_machine_decides_it_later_or_drops_the_case(marked):
    attempt = marked.hand_in("s1", essay("x"), code(P))
    marked.give(attempt, adjustment=3)
    decided = CaseResult(name="answer", hidden=False, verdict=P, points=4, possible=4)
    marked.run("s1", QuestionResult(name="why", points=4, possible=4, cases=(decided,)), code(P))
    assert marked.points("s1") == 4.0
    other = CaseResult(name="other", hidden=False, verdict=P, points=1, possible=1)
    marked.run("s1", QuestionResult(name="why", points=1, possible=5, cases=(other,)), code(P))
    assert marked.points("s1") == 5.0  # the case, three by the person, and the code


def test_a_mark_serves_all_alike_and_who_comes_later_too(marked):
    first = marked.hand_in("s1", essay("The  Loss is\nconvex."))
    marked.hand_in("s2", essay("the loss is convex. "))
    assert marked.give(first, adjustment=2).answers == 2
    marked.hand_in("s1", essay("The loss is convex."))  # the last attempt counts
    assert [marked.points(s) for s in ("s1", "s2", "s3")] == [2.0, 2.0, 2.0]
    assert marked.board().next("anna") is None


def test_one_answer_of_a_group_can_be_marked_otherwise_and_a_mark_be_taken_back(marked):
    one, two = marked.hand_in("s1", essay("x")), marked.hand_in("s2", essay("x"))
    marked.give(one, adjustment=2)
    board = marked.board()
    pseudonym = next(a.code for a in board.answers.values() if a.attempt == two)
    give(marked.book, RULES, "w", [Wanted("why", pseudonym, adjustment=4, marker="anna")])
    assert (marked.points("s1"), marked.points("s2")) == (2.0, 4.0)
    give(marked.book, RULES, "w", [Wanted("why", pseudonym, marker="anna", void=True)])
    assert marked.standing("s2").waits == "4 points wait for a person"
    assert marked.points("s1") == 2.0


def test_a_second_marker_takes_no_mark_from_who_came_after_the_first(marked):
    first = marked.hand_in("s1", essay("x"))
    marked.give(first, adjustment=1)
    marked.hand_in("s2", essay("x"))
    marked.give(first, adjustment=3, marker="bob")
    assert (marked.points("s1"), marked.points("s2")) == (2.0, 2.0)


def test_the_same_mark_twice_is_one(marked):
    attempt = marked.hand_in("s1", essay("x"))
    assert [marked.give(attempt, adjustment=1).new for _ in range(2)] == [True, False]


def test_the_class_page_counts_marks(marked, tmp_path):
    attempt = marked.hand_in("s1", code(P), essay("x"))
    marked.give(attempt, adjustment=3)
    name = f"s1.{attempt}"
    (row, *_) = counting(marked.book, RULES, "w", {name: attempt})([a_report(name, (code(P), essay("x")))])
    assert (row.total, row.pending, row.questions[1].points) == (4.0, 0.0, 3.0)
    assert row.adjustments == ("why: 3 of 4 by a person",)


def test_a_comment_on_what_is_worth_no_points_is_shown(marked):
    attempt = marked.hand_in("s1", code(P), essay("x", worth=0.0))
    marked.give(attempt, comment="Nice.")
    name = f"s1.{attempt}"
    (row, *_) = counting(marked.book, RULES, "w", {name: attempt})([a_report(name, (code(P), essay("x", worth=0.0)))])
    (case,) = row.questions[1].cases
    assert (row.total, case.marked, case.verdict, case.success_message) == (1.0, True, P, "Nice.")


def test_only_what_counts_or_may_is_marked(marked):
    marked.hand_in("s1", essay("old"))
    last = marked.hand_in("s1", essay("new"))
    assert [a.attempt for a in marked.board().answers.values()] == [last]


def test_no_mark_takes_an_answer_from_another_marker(marked):
    """With `keep = "best"` a high mark of one attempt says that the other does not count, not that nobody marks it."""
    best = msgspec.structs.replace(RULES, policy={"keep": "best"})
    one, two = marked.hand_in("s1", essay("a")), marked.hand_in("s1", essay("b"))
    codes = {}
    prepare(marked.book, "w")
    for attempt in (one, two):
        with marked.book.reading() as session:
            board = Board(session, Answers(session, best, "w"), "why")
            codes[attempt] = next(g.code for g in board.groups.values() if g.answers[0].attempt == attempt)
        give(marked.book, best, "w", [Wanted("why", codes[attempt], adjustment=4 - attempt, marker="anna")])
    give(marked.book, best, "w", [Wanted("why", c, adjustment=3, marker="bob") for c in codes.values()])
    with marked.book.reading() as session:
        row = read_class(session, best, person=find_person(session, "s1").id).rows[0]
    assert (row.standings["w"].points, row.standings["w"].attempt) == (3.0, one)


def test_facts_that_are_not_kept_are_read_from_the_report_once_for_both_of_a_group(marked):
    attempt = marked.hand_in("s2", essay("ours"))
    marked.give(attempt, adjustment=3)
    with marked.book.writing() as session:
        session.execute(delete(FactsOf))
    assert (marked.points("s2"), marked.points("s3")) == (3.0, 3.0)
    with marked.book.writing() as session:
        desks = read_desks(session, RULES, "w")
    assert [t.total for d in desks.values() for t in d.tries] == [3.0, 3.0]
    with marked.book.reading() as session:
        assert len(session.scalars(select(FactsOf)).all()) == 1


def test_progress_counts_answers_groups_and_what_waits(marked):
    one = marked.hand_in("s1", essay("x"), code(P, F))
    marked.hand_in("s2", essay("y"), code(P, F))
    marked.give(one, adjustment=1)
    with marked.book.reading() as session:
        found = [(p.question, p.answers, p.groups, p.marked, p.waits) for p in progress(session, RULES, "w")]
    assert found == [("why", 2, 2, 1, 1), ("fit", 2, 1, 0, 0)]


# -- alike ------------------------------------------------------------------------------------------------------------


@given(st.text(), st.sampled_from(["NFC", "NFD"]), st.sampled_from([" ", "\n\t", "\u00a0 "]))
def test_what_differs_in_spaces_case_and_composition_is_alike(words, form, gap):
    other = gap + gap.join(unicodedata.normalize(form, words).split()) + "\ufeff"
    assert normal(other) == normal(words)
    assert normal(normal(words)) == normal(words)
    assert normal(words.casefold()) == normal(words)


@pytest.mark.parametrize(("a", "b"), [("x²", "x2"), ("a b", "ab"), ("½", "1/2"), ("x < y", "x > y"), ("", "-")])
def test_what_means_another_thing_stays_apart(a, b):
    assert normal(a) != normal(b)


def test_code_is_alike_by_what_its_cases_do_whatever_is_written(marked):
    one, two = marked.hand_in("s1", code(P, F)), marked.hand_in("s2", code(F, P))
    assert marked.code_of(one, "fit") != marked.code_of(two, "fit")
    marked.run("s2", code(P, F))
    assert marked.code_of(one, "fit") == marked.code_of(two, "fit")


def test_answers_so_long_that_their_end_is_cut_off_are_not_taken_for_alike(marked):
    one, two = marked.hand_in("s1", essay("x" * 20_000)), marked.hand_in("s2", essay("x" * 20_000))
    assert marked.code_of(one) != marked.code_of(two)


# -- blind ------------------------------------------------------------------------------------------------------------


def class_of(marked, count):
    students = [Student(f"t{i}", f"Name{i} Family{i}") for i in range(count)]
    set_roster(marked.book, students, "roster.csv")
    files = handed_in(marked.tmp_path / "all", **{s.id: i for i, s in enumerate(students)})
    take(marked.book, "w", "Work", files)
    attempts = unpack_attempts(marked.book, "w", marked.tmp_path / "unpacked").attempts
    reports = [a_report(n, (essay(f"a{i}"), essay(f"b{i}", name="how"))) for n, i in attempts.items()]
    record_runs(marked.book, "w", reports, attempts)


def test_the_order_is_stable_and_another_in_each_question_and_for_each_marker(marked):
    class_of(marked, 12)
    orders = {q: [g.answers[0].attempt for g in marked.board(q).groups.values()] for q in ("why", "how")}
    assert orders["why"] == [g.answers[0].attempt for g in marked.board().groups.values()]
    assert sorted(orders["why"]) == sorted(orders["how"]) == list(range(1, 13))
    assert len({tuple(o) for o in (*orders.values(), range(1, 13))}) == 3
    board = marked.board()
    assert len({board.next(m)[0] for m in "abcdefgh"}) > 1


def test_pseudonyms_stay_and_tell_nobody(marked):
    class_of(marked, 5)
    why, how = ({a.attempt: a.code for a in marked.board(q).answers.values()} for q in ("why", "how"))
    assert why == how
    assert len(set(why.values())) == 5
    before = marked.code_of(1)
    with marked.book.writing() as session:
        session.get_one(Setting, "marking").value = "00" * 32
    assert marked.code_of(1) != before  # made with the book's secret


def test_names_in_an_answer_are_hidden(marked):
    attempt = marked.hand_in("s1", essay("I, Ada LOVELACE (ada@x.org), adapt"))
    board = marked.board()
    group = board.groups[marked.code_of(attempt)]
    assert board.blind("I, Ada LOVELACE (ada@x.org), adapt", group) == "I, ▮▮▮ (▮▮▮), adapt"


# -- twice ------------------------------------------------------------------------------------------------------------


def mark_all(marked, marker, points=lambda n: 1.0):
    """Marks what is next until nothing is; the codes in their order."""
    codes = []
    while (found := marked.board().next(marker)) is not None:
        give(marked.book, RULES, "w", [Wanted("why", found[0], adjustment=points(len(codes)), marker=marker)])
        codes.append(found[0])
    return codes


def test_second_marks_and_hidden_duplicates_are_drawn_by_rate_and_seed(marked):
    class_of(marked, 12)
    set_plan(marked.book, "w", "why", second=0.5, again=0.3, seed=1)
    anna = mark_all(marked, "anna")
    groups = set(marked.board().groups)
    repeats = [c for c in anna if c not in groups]
    bob = mark_all(marked, "bob")
    assert len(set(anna)) == len(anna) == 12 + len(repeats)
    assert 0 < len(repeats) < 12
    assert 0 < len([c for c in bob if c in groups]) < 12
    once = {g.code for g in marked.board().groups.values() if {m.marker for m in g.marks} == {"anna"}}
    set_plan(marked.book, "w", "why", second=1.0, again=0.0, seed=1)
    assert set(mark_all(marked, "carl")) == once


def test_a_hidden_duplicate_counts_for_nothing(marked):
    attempt = marked.hand_in("s1", essay("x"))
    set_plan(marked.book, "w", "why", second=0, again=1, seed=1)
    marked.give(attempt, adjustment=1)
    code, group = marked.board().next("anna")
    assert code not in marked.board().groups
    give(marked.book, RULES, "w", [Wanted("why", code, adjustment=4, marker="anna")])
    assert marked.points("s1") == 1.0
    assert marked.board().next("anna") is None
    with marked.book.reading() as session:
        assert session.scalars(select(Mark.kind).order_by(Mark.id)).all() == ["mark", AGAIN]


def test_a_decision_wins_over_all_marks_until_it_is_taken_back(marked):
    attempt = marked.hand_in("s1", essay("x"))
    marked.give(attempt, adjustment=1)
    marked.give(attempt, adjustment=4, marker="bob")
    assert marked.points("s1") == 2.5
    marked.give(attempt, adjustment=3, marker="head", kind=DECISION)
    marked.give(attempt, adjustment=0, marker="bob")
    assert marked.points("s1") == 3.0
    marked.give(attempt, marker="other head", kind=DECISION, void=True)
    assert marked.points("s1") == 0.5


# -- the book ---------------------------------------------------------------------------------------------------------


def test_every_change_is_in_the_log_and_a_backup_holds_all(marked, tmp_path):
    attempt = marked.hand_in("s1", essay("x"))
    item = add_item(marked.book, "w", "why", "cause", 3)
    change_item(marked.book, "w", "why", item, points=2.0)
    assert [add_remark(marked.book, "w", "why", t) for t in ("see 3.2", "units?", "see 3.2")] == [1, 2, 1]
    set_plan(marked.book, "w", "why", 0.1, 0.1, 7)
    marked.give(attempt, item)
    with marked.book.reading() as session:
        actions = session.scalars(select(Log.action).order_by(Log.id)).all()
        assert actions[-6:] == ["rubric", "rubric", "remark", "remark", "plan", "mark"]
        assert audit.broken(session) == ""
        assert remarks(session, 1, "why") == {1: "see 3.2", 2: "units?"}
    write_backup(marked.book, tmp_path / "copy")
    copy = open_book(str(tmp_path / "copy" / "book.sqlite"))
    assert Marked(copy, tmp_path).points("s1") == 2.0


def test_the_first_revision_has_no_tables_of_marks(tmp_path):
    engine = _engine(address(str(tmp_path / "old.sqlite")))
    upgrade(engine, "0001")
    with engine.connect() as connection:
        tables = set(connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars())
    assert {"person", "run", "log"} < tables
    assert not tables & {"mark", "rubric_item", "facts"}
