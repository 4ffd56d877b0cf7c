OK_FORMAT = True

test = {
    "name": "with_hidden_comment",
    "points": [0.5, 1.5],
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> # HIDDEN\n>>> _rng = np.random.default_rng(41)\n>>> _a = _rng.random(5)\n>>> np.testing.assert_allclose(discounted(list(_a), 0.0), _a)', "hidden": False, "locked": False},
                {"code": '>>> list(discounted([1, 1, 1], 0.5)) == [1.75, 1.5, 1]\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
