from otter.test_files import test_case
import numpy as np
from datascience import *
import math

OK_FORMAT = False
name = "exception_form"


@test_case(points=2, hidden=False)
def test_structure(early):
    from datascience import Table
    assert isinstance(early, Table), f"Expected a Table, but got {type(early)}"
    assert early.labels == ("year", "boys", "girls")


@test_case(points=1, hidden=True)
def test_counts(early, births):
    expected = births.where("year", are.below(2002)).column("boys")
    assert np.array_equal(early.column("boys"), expected)
    assert early.column(0).item(1) == 2001


@test_case(points=1, hidden=True)
def test_fitted(fitted_value):
    table = Table().with_columns("a", make_array(1, 2, 4), "b", make_array(-1, 2, -15))
    assert np.isclose(fitted_value(table, "a", "b", 3), -8.142857142857142)
