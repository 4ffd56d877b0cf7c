OK_FORMAT = True

test = {
    "name": "printed_text",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> print(big_text) # doctest: +NORMALIZE_WHITESPACE\nline one\nline two', "hidden": False, "locked": False},
                {"code": '>>> print(list(range(20))) # doctest: +ELLIPSIS\n[0, 1, ..., 18, 19]\n>>> len(big_text.splitlines())\n2', "hidden": True, "locked": False},
                {"code": ">>> for line in big_text.split(chr(10)):\n...     print(repr(line))\n'line one'\n'line two'\n''", "hidden": True, "locked": False},
            ],
        },
    ],
}
