import pytest

from autograder.report.text import href, inline, line, number, visible


@pytest.mark.parametrize(
    "hidden", ["\u202e", "\u2066", "\u200b", "\x00", "\x07", "\x9b", "\ufeff", "\ud800", "\U000e0041"]
)
def test_what_a_reader_cannot_see_becomes_a_mark(hidden):
    assert visible(f"a{hidden}b") == "a\ufffdb"


def test_terminal_colours_and_links_leave_no_trace():
    assert visible("\x1b[1;31mred\x1b[0m \x1b]8;;http://x\x07link\x1b]8;;\x07") == "red link"


def test_a_progress_bar_keeps_its_last_state():
    assert visible("10 %\r50 %\r100 %\r\ndone\n") == "100 %\ndone\n"


def test_marks_do_not_climb_over_other_lines():
    assert visible("a" + "\u0301" * 500 + "b") == "a" + "\u0301" * 3 + "b"


def test_ordinary_names_stay_as_they_are():
    for name in ("Łukasz Østen-García", "Nguyễn Thị", "محمد", "क्षत्रिय", "می\u200cخواهم", "王小明"):
        assert visible(name) == name


def test_long_text_is_cut_and_says_so():
    assert visible("x" * 50, 10) == "x" * 10 + " …"


def test_a_name_never_starts_a_new_line():
    assert line("Ada\n\n  Adler\u2028") == "Ada Adler\ufffd"


def test_code_in_back_quotes_is_escaped_too():
    assert inline("use `<b>` & go") == "use <code>&lt;b&gt;</code> &amp; go"


@pytest.mark.parametrize(
    ("value", "text"), [(0.0, "0"), (-0.0, "0"), (10.0, "10"), (2.5, "2.5"), (2 / 3, "0.67"), (1e6, "1000000")]
)
def test_points_are_short(value, text):
    assert number(value) == text


def test_a_link_is_a_path_and_nothing_else():
    assert href("staff/a?b#c.html") == "staff/a%3Fb%23c.html"
    assert ":" not in href("javascript:alert(1)")
    assert href("//elsewhere.example/x") == "elsewhere.example/x"
