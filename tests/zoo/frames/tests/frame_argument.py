OK_FORMAT = True

test = {
    "name": "frame_argument",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> f = pd.DataFrame({'n': [1, 2]})\n>>> _ = add_column(f)\n>>> f['double'].tolist()\n[2, 4]", "hidden": False, "locked": False},
                {"code": ">>> add_column(pd.DataFrame({'n': [5]}))['double'].iloc[0]\nnp.int64(10)", "hidden": True, "locked": False},
            ],
        },
    ],
}
