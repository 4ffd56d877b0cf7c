OK_FORMAT = True

test = {
    "name": "defined_then_called",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> def test_public(stats_of, months):\n...     found = stats_of(months)\n...     assert len(found) == 2\n...     np.testing.assert_allclose(found, [4.583333333, 10.5])\n...\n>>> test_public(stats_of, months)', "hidden": False, "locked": False},
                {"code": ">>> def all_strings():\n...     return np.all(months['month'].apply(lambda x: isinstance(x, (int, np.integer))))\n>>>\n>>> bool(all_strings()) and months.shape == (3, 2)\nTrue", "hidden": True, "locked": False},
            ],
        },
    ],
}
