OK_FORMAT = True

test = {
    "name": "handed_out",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> given.strip()\n'given by the course'", "hidden": False, "locked": False},
                {"code": ">>> count_lines('given.txt')\n1", "hidden": True, "locked": False},
            ],
        },
    ],
}
