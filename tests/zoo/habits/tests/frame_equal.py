from otter.test_files import test_case
import pandas as pd

OK_FORMAT = False
name = "frame_equal"


@test_case(points=1, success_message="fine")
def test_frame(months):
    expected = pd.read_csv("rain.csv")
    assert isinstance(months, pd.DataFrame), "Save a DataFrame."
    assert set(months.columns) == set(expected.columns)
    assert all(pd.api.types.is_numeric_dtype(d) for d in months.dtypes)
    pd.testing.assert_frame_equal(months[expected.columns], expected, check_dtype=False, obj="rain")
