"""Every text is either read as its author means it, or refused with a message that says where."""

import ast
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.exam.symbolic import expressions
from autograder.exam.symbolic.expressions import MAX_EXPRESSION_CHARS, MAX_EXPRESSION_DEPTH, ExpressionError, parse_form

SYMBOLS = ("w1", "w2", "x", "y", "y_hat", "lambda", "θ")


def refused(text, symbols=SYMBOLS):
    with pytest.raises(ExpressionError) as raised:
        parse_form(text, symbols)
    return str(raised.value)


# -- what is read ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("2xy", "2*x*y"),
        ("2 x y", "2*x*y"),
        ("2(x+1)", "2*(x+1)"),
        ("x(1-x)", "x*(1-x)"),
        ("(x)(y)", "x*y"),
        ("x²y", "x^2*y"),
        ("x**2", "x^2"),
        ("x²³", "x^23"),
        ("−x·y×x∗y", "-x*y*x*y"),
        ("½x", "0.5*x"),
        (".5x", "0.50*x"),
        ("5e-1x", "0.5*x"),
        ("5e−1x", "0.5*x"),
        ("e^(-x)(y)", "e^(-x)*y"),
        ("2e^x", "2*e^x"),
        ("w1x", "w1*x"),
        ("w₁x", "w1*x"),
        ("w_1·x", "w1*x"),
        ("xw2", "x*w2"),
        ("w2σ(w1x)", "w2*sigma(w1*x)"),
        ("w2xexp(-x)", "w2*x*exp(-x)"),
        ("λw1", "lambda*w1"),
        ("lam*w1", "lambda*w1"),
        ("θx", "θ*x"),
        ("theta x", "θ*x"),
        ("ŷ-y", "y_hat-y"),
        ("y\u0302-y", "yhat-y"),
        ("σ(x)", "sigmoid(x)"),
        ("logistic(x)", "Sigmoid(x)"),
        ("log(x)", "ln(x)"),
        ("√(x)", "sqrt(x)"),
        ("tanh²(x)", "tanh(x)^2"),
        ("tanh^2(x)", "tanh(x)**2"),
        ("Max(0, x) + Abs(y)", "max(0,x)+abs(y)"),
        ("heaviside(x)", "step(x)"),
        ("[x + {y}]", "(x+y)"),
        ("e^-x", "e^(-x)"),
        ("2πx", "2*pi*x"),
        ("πx", "pi*x"),
        ("\u00a0x +\n\ty ", "x+y"),
    ],
)
def test_two_ways_to_write_the_same_give_the_same_tree(text, plain):
    assert parse_form(text, SYMBOLS) == parse_form(plain, SYMBOLS)


def test_powers_bind_from_the_right_and_before_a_sign():
    x, y = ("symbol", "x"), ("symbol", "y")
    assert parse_form("-x^y^x", SYMBOLS) == ("-", ("^", x, ("^", y, x)))


def test_two_signs_are_one():
    assert parse_form("x - -y + -+y", SYMBOLS) == parse_form("x + y - y", SYMBOLS)


def test_a_raised_number_may_be_negative():
    assert parse_form("x⁻¹²", SYMBOLS) == ("^", ("symbol", "x"), ("number", -12))


def test_division_binds_from_the_left():
    x, y = ("symbol", "x"), ("symbol", "y")
    assert parse_form("x/y/x*y", SYMBOLS) == ("*", x, ("/", y), ("/", x), y)


def test_a_decimal_number_is_exact():
    assert parse_form("0.1", ()) == ("number", expressions.Fraction(1, 10))


def test_a_symbol_is_named_as_the_question_names_it():
    assert parse_form("w_1 + ŷ", ["w₁", "yhat"]) == ("+", ("symbol", "w₁"), ("symbol", "yhat"))


@pytest.mark.parametrize(
    "name", ["E", "I", "N", "S", "Q", "O", "C", "pi", "e", "lambda", "beta", "gamma", "zeta", "log"]
)
def test_a_symbol_may_have_a_name_that_sympy_or_python_uses(name):
    assert parse_form(f"{name} + 1", [name])[1] == ("symbol", name)


def test_letters_are_split_only_where_one_reading_is_left():
    assert "two ways" in refused("abc*x", ["a", "bc", "ab", "c", "x"])
    assert parse_form("abc*x", ["a", "bc", "x"]) == parse_form("a*bc*x", ["a", "bc", "x"])


def test_a_long_run_of_letters_is_not_split():
    assert len(parse_form("xy" * 30, SYMBOLS)) == 61
    assert "is no name" in refused("xy" * 31)


def test_a_run_with_very_many_readings_is_refused():
    assert "two ways" in refused("x" * 60, ["x", "xx"])


def test_a_function_that_is_not_read_is_not_split_either():
    assert "'asin' is no name" in refused("asin(x)", ["a", "x"])
    assert "'arctan' is no name" in refused("arctan(x)", ["a", "r", "c", "x"])


def test_a_number_is_never_split_off_a_name():
    assert "'w12' is no name" in refused("w12")
    assert "'x2' is no name" in refused("x2")


# -- what is refused ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "the expression ends here"),
        ("   ", "the expression ends here"),
        ("x +", "the expression ends here"),
        ("()", "found ')'"),
        ("x*/y", "found '/'"),
        ("2^(3", "'(' has no ')'"),
        ("(x]", "'(' has no ')'"),
        ("x)", "did not expect ')'"),
        ("1/2x", "two ways"),
        ("1/(2)(x)", "two ways"),
        ("e^2x", "two ways"),
        ("x^2(1-x)", "two ways"),
        ("2^-x y", "two ways"),
        ("y·e^2x", "two ways"),
        ("w_1x", "'w_1x' is no name"),
        ("x²^2", "write brackets"),
        ("x 2", "write * or ^"),
        ("(x)²3", "write * or ^"),
        ("1.2.3", "write * or ^"),
        ("0,5", "a number has a point"),
        ("ln(x, 2)", "expected one argument"),
        ("(x, 2)", "a comma separates"),
        ("max(x)", "expected two or more"),
        ("max()", "found ')'"),
        ("ln x", "ln needs brackets"),
        ("tanh*x", "tanh needs brackets"),
        ("tanh⁻¹(x)", "1/tanh(x)"),
        ("tanh^0.5(x)", "1/tanh(x)"),
        ("tanh^2.5(x)", "1/tanh(x)"),
        ("e(x)", "write e^(…)"),
        ("np.exp(x)", "'np' is no name"),
        ("x.T", "not np.exp"),
        ("asin(x)", "'asin' is no name"),
        ("Σ(x)", "'Σ' is no name"),
        ("σ'(x)", "write the derivative out"),
        ("σ′(x)", "write the derivative out"),
        ("dL/dx", "'dL' is no name"),
        ("∂x", "write it out"),
        ("y = x", "no equation"),
        ("x > 0", "no equation"),
        ("|x|", "write abs"),
        (r"\frac{x}{2}", "LaTeX is not read"),
        ("x!", "exclamation mark"),
        ("z", "symbols: w1, w2, x, y, y_hat"),
        ("x if x else y", "'if' is no name"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_hint(text, says):
    assert says in refused(text)


def test_a_message_says_where():
    with pytest.raises(ExpressionError, match="at character 5 of the expression") as raised:
        parse_form("x + § + y", SYMBOLS)
    assert raised.value.position == 4


def test_a_symbol_with_the_name_of_a_function_is_not_called():
    assert "no function" in refused("σ(x)", ["σ", "x"])
    assert parse_form("σ·(x)", ["σ", "x"]) == ("*", ("symbol", "σ"), ("symbol", "x"))


@pytest.mark.parametrize("symbols", [["w1", "w_1"], ["λ", "lam"], ["2x"], [""], ["x y"], ["x;"]])
def test_symbols_that_are_no_different_names_are_an_error_of_the_question(symbols):
    with pytest.raises(ValueError, match="expected different names") as raised:
        parse_form("1", symbols)
    assert not isinstance(raised.value, ExpressionError)


# -- what is hostile ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('id')",
        "().__class__.__bases__[0].__subclasses__()",
        "lambda: 0",
        "(x := 3)",
        "[x for x in y]",
        "'x'",
        '"x"',
        "`x`",
        "{}",
        "x; y",
        "x\\\ny",
        "#x",
        "@x",
        "x if 1 else y",
        "f'{x}'",
        "print(x)",
        "exec(x)",
        "eval(x)",
        "Symbol(x)",
        "x.diff",
        "$x",
    ],
)
def test_code_is_refused(text):
    refused(text)


@pytest.mark.parametrize(
    "name", ["__builtins__", "__import__", "globals", "E", "I", "N", "S", "Q", "oo", "zoo", "nan", "inf"]
)
def test_a_name_that_python_or_sympy_knows_is_unknown_here(name):
    refused(f"{name} + x")


@pytest.mark.parametrize("text", ["10**10**10", "9**9**9**9", "x^(10^10)", "2^1001", "x^1e9", "2^(1+2^3)"])
def test_a_tower_of_numbers_is_refused(text):
    assert "exponent without symbols" in refused(text)


@pytest.mark.parametrize(
    "text", ["1e999", "1e-100", "9" * 31, "0." + "0" * 40 + "1", "x^" + "9" * 1_000, "x" + "⁹" * 1_000]
)
def test_a_number_with_many_digits_is_refused(text):
    assert "too long or too large" in refused(text)


def test_a_factorial_is_refused():
    refused("x!!!!!!!!")
    refused("factorial(99999)")
    refused("gamma(99999)")


@pytest.mark.parametrize("unit", ["()", "exp()", "x^", "max(x,)", "-()", "[]", "√{}"])
def test_brackets_and_powers_nest_to_a_limit(unit):
    opening, closing = (unit[:-1], unit[-1]) if unit != "x^" else (unit, "")
    deep = opening * (MAX_EXPRESSION_DEPTH - 1) + "x" + closing * (MAX_EXPRESSION_DEPTH - 1)
    parse_form(deep, SYMBOLS)
    assert "nested more than" in refused(opening + deep + closing)


def test_a_hundred_thousand_brackets_are_refused():
    assert "200001 characters" in refused("(" * 10**5 + "x" + ")" * 10**5)


def test_ten_million_characters_are_refused():
    assert len(refused("x+" * 5_000_000)) < 300


def test_a_long_sum_and_a_run_of_signs_are_flat():
    assert len(parse_form("x" + "+x" * 999, SYMBOLS)) == len(parse_form("x" + "·x" * 999, SYMBOLS)) == 1_001
    assert len(parse_form("x^y" + "+x^y" * 400, SYMBOLS)) == len(parse_form("(x)" + "+(x)" * 400, SYMBOLS)) == 402
    assert parse_form("-" * (MAX_EXPRESSION_CHARS - 1) + "x", SYMBOLS) == ("-", ("symbol", "x"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("х", "cyrillic small letter ha"),
        ("ｘ", "type x on your keyboard"),
        ("𝑥", "mathematical italic small x"),
        ("x\u200by", "U+200B (zero width space)"),
        ("x\u2060y", "U+2060 (word joiner)"),
        ("\ufeffx", "U+FEFF"),
        ("x\u202ey", "U+202E (right-to-left override)"),
        ("ℯ^x", "type e on your keyboard"),
        ("x\x00", "U+0000"),
        ("x\ud800", "U+D800"),
        ("١", "arabic-indic digit one"),
        ("Α", "greek capital letter alpha"),
        ("x；y", "fullwidth semicolon"),
    ],
)
def test_a_character_that_looks_like_another_is_refused_by_name(text, name):
    message = refused(text)
    assert name in message
    message.encode()  # no surrogate of the student's


def test_a_message_stays_short():
    assert len(refused("q" * 1_900)) < 600


anything = st.text(max_size=60) | st.lists(
    st.sampled_from(
        [
            *"xy+-*/^(),²½[]{}_.e'σ√θ2 ",
            "w1",
            "y_hat",
            "tanh",
            "exp(",
            "max(",
            "**",
            "1e",
            "0.5",
            "ŷ",
            "\u0302",
            "\ud800",
        ]
    )
).map("".join)


@given(anything)
def test_any_text_is_read_or_refused(text):
    try:
        tree = parse_form(text, SYMBOLS)
    except ExpressionError:
        return
    operations = {node[0] for node in expressions._parts(tree)}
    assert operations <= {*expressions.EXPRESSION_FUNCTIONS, *"+-*/^", "number", "symbol", "constant"}


# -- cost and independence ---------------------------------------------------------------------------------------------


def calls(text):
    """The number of function calls, of Python and of C, that reading costs."""
    count = 0

    def profile(frame, event, arg):
        nonlocal count
        count += "call" in event

    sys.setprofile(profile)
    try:
        parse_form(text, SYMBOLS)
    except ExpressionError:
        pass
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "unit", ["x+", "x^(", "-", "(", "exp(", "xy", "w1x ", "x^2+", "9", "x/", "2x^x^x+", "x^y^", "q"]
)
def test_reading_costs_time_in_proportion_to_the_length(unit):
    half, whole = (calls(unit * (n // len(unit))) for n in (MAX_EXPRESSION_CHARS // 2, MAX_EXPRESSION_CHARS))
    assert whole < 2.5 * half + 1_000


def test_the_file_stands_alone():
    tree = ast.parse(Path(expressions.__file__).read_text(), feature_version=(3, 9))
    imported = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    imported |= {n.module.split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert imported <= sys.stdlib_module_names


def test_the_text_of_the_file_can_be_part_of_another():
    space = {"__name__": "q1"}
    exec(Path(expressions.__file__).read_text(), space)
    assert space["parse_form"]("2x", ["x"]) == parse_form("2x", ["x"])
