OK_FORMAT = True

test = {
    "name": "legend",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> [t.get_text() for t in ax.get_legend().get_texts()]\n['loss']", "hidden": False, "locked": False},
            ],
        },
    ],
}
