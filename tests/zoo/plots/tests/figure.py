OK_FORMAT = True

test = {
    "name": "figure",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> isinstance(fig, plt.Figure)\nTrue', "hidden": False, "locked": False},
                {"code": '>>> len(fig.axes)\n1', "hidden": True, "locked": False},
            ],
        },
    ],
}
