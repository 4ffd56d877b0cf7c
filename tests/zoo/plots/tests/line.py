OK_FORMAT = True

test = {
    "name": "line",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> len(ax.lines)\n1', "hidden": False, "locked": False},
                {"code": '>>> ax.lines[0].get_ydata().tolist()\n[3, 2, 1]', "hidden": True, "locked": False},
                {"code": ">>> ax.lines[0].get_label()\n'loss'", "hidden": True, "locked": False},
            ],
        },
    ],
}
