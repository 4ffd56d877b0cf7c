OK_FORMAT = True

test = {
    "name": "regex",
    "points": 4,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> match.group(1), match.group(2)\n('a', '12')", "hidden": False, "locked": False},
                {"code": '>>> match is not None and match.span()\n(0, 3)', "hidden": True, "locked": False},
                {"code": ">>> pattern.pattern\n'a.c'", "hidden": True, "locked": False},
                {"code": ">>> bool(pattern.match('abc')), pattern.match('x')\n(True, None)", "hidden": True, "locked": False},
            ],
        },
    ],
}
