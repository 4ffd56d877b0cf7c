OK_FORMAT = True

test = {
    "name": "words",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> count_words("the cat and The dog").most_common(1)\n[(\'the\', 2)]', "hidden": False, "locked": False},
                {"code": '>>> c = count_words("a b a")\n>>> c[\'a\'], c[\'zzz\'], c == {\'a\': 2, \'b\': 1}\n(2, 0, True)', "hidden": True, "locked": False},
                {"code": '>>> count_words("It\'s")\nCounter({"it\'s": 1})', "hidden": True, "locked": False},
            ],
        },
    ],
}
