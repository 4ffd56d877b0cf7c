"""The weeks: every topic has its place, what builds on what, what is due when."""

import datetime as dt

import msgspec
import pytest

from autograder.course.course import load_course
from autograder.course.exams import exam_folders
from syllabus import curriculum, weeks
from syllabus.arcs import in_words, week_map


def numbered():
    return [week for week in weeks.weeks() if week.no]


def test_every_topic_is_in_one_week_or_besides_them():
    placed = [key for week in weeks.weeks() for key in week.topics]
    assert sorted(placed) == sorted(curriculum.topics())


def test_there_are_fourteen_weeks_seven_days_apart():
    days = [week.date for week in numbered()]
    assert len(days) == 14
    assert {b - a for a, b in zip(days, days[1:], strict=False)} == {dt.timedelta(days=7)}


def test_another_first_lecture_moves_every_day():
    moved = weeks.weeks(dt.date(2026, 9, 30))
    assert (moved[0].date, moved[13].date) == (dt.date(2026, 9, 30), dt.date(2026, 12, 30))
    # the deck's days are 3 and 13 October beside a first lecture on the 2nd: 1 and 11 days later
    days = weeks.project_days(dt.date(2026, 9, 30))
    assert list(days.values()) == [dt.date(2026, 10, 1), dt.date(2026, 10, 11)]


def test_every_quiz_has_one_week():
    placed = [week.quiz for week in numbered() if week.quiz]
    assert sorted(placed) == sorted(name for name in exam_folders(curriculum.ROOT) if name.startswith("quiz-"))


def test_a_function_that_calls_another_topic_builds_on_it():
    assert "linear/softmax.softmax" in weeks.calls()["llm/decoding.top_p_filter"]
    assert "T2.6" in weeks.builds_on("T8.5")


def test_a_call_through_a_helper_of_the_same_file_counts():
    assert "attention/heads.multi_head_attention" in weeks.calls()["attention/layers.transformer_encoder_layer"]


def test_helpers_without_a_mistake_of_their_own_are_no_lesson():
    assert "linear/hinge.one_hot" in weeks.calls()["generative/vq.ema_codebook"]
    assert "T2.2" not in weeks.builds_on("T10.5")


def test_what_is_written_by_hand_names_topics_of_earlier_weeks():
    for topic, earlier in weeks.settings().builds_on.items():
        late = [key for key in earlier if not 0 < weeks.week_of(key) < (weeks.week_of(topic) or 15)]
        assert not late, f"{topic}: {late} come in the same week, later or never"


def test_week_7_needs_softmax_transformers_and_language_models():
    needs = weeks.week_builds_on(numbered()[6])
    assert {"T2.6", "T7.5", "T8.2"} <= needs.keys()
    assert needs["T2.11"] == ["T8.6"]


def test_an_edge_is_left_out_where_others_lead_the_same_way():
    graph = weeks.edges(weeks.weeks())
    assert graph[1] == []
    assert graph[7] == [6]  # although it needs weeks 1, 2 and 5 as well
    reach = {}
    for no in sorted(graph):
        reach[no] = set(graph[no]).union(*(reach[earlier] for earlier in graph[no]))
    for week in numbered():
        assert {weeks.week_of(key) for key in weeks.week_builds_on(week)} <= reach[week.no]


def test_the_map_has_a_link_for_each_week_and_an_arc_for_each_edge():
    graph = weeks.edges(weeks.weeks())
    svg = week_map(numbered(), graph)
    assert svg.count("<a href=") == 14
    assert svg.count("<path") == sum(map(len, graph.values()))
    assert "Week 7 (Language models II) builds on week 6." in svg


def test_the_map_in_words_has_a_sentence_for_each_week_that_builds_on_one():
    graph = {1: [], 2: [1], 3: [1, 2]}
    assert in_words(numbered()[:3], graph) == [
        "Week 2 (Backpropagation) builds on week 1.",
        "Week 3 (Convolution) builds on weeks 1 and 2.",
    ]


@pytest.fixture
def some():
    return load_course(curriculum.ROOT).assignments["llm"]


def test_an_assignment_is_in_the_weeks_of_the_topics_that_it_asks_about(some):
    assert weeks.weeks_of(some) == [6, 7]
    assert weeks.due(some, weeks.weeks()) == numbered()[6].date + dt.timedelta(days=weeks.settings().hand_in_days)


def test_an_assignment_that_names_no_topic_is_in_all_weeks_of_its_unit(some):
    bare = msgspec.structs.replace(some.settings, unit=12, questions={})
    assert weeks.weeks_of(msgspec.structs.replace(some, settings=bare)) == [12, 13]


def test_an_assignment_of_an_optional_unit_is_besides_the_weeks_and_never_due(some):
    optional = msgspec.structs.replace(some, settings=msgspec.structs.replace(some.settings, unit=14, questions={}))
    assert weeks.weeks_of(optional) == [0]
    assert weeks.due(optional, weeks.weeks()) is None
