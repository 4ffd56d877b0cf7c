OK_FORMAT = True

test = {
    "name": "current",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> _ = draw()\n>>> plt.gca().get_ylabel()\n'y'", "hidden": False, "locked": False},
            ],
        },
    ],
}
