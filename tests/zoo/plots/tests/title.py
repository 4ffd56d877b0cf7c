OK_FORMAT = True

test = {
    "name": "title",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> ax.get_title()\n'training'", "hidden": False, "locked": False},
                {"code": ">>> ax.get_xlabel()\n'epoch'", "hidden": True, "locked": False},
            ],
        },
    ],
}
