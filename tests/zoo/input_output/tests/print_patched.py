OK_FORMAT = True

test = {
    "name": "print_patched",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> from unittest.mock import patch\n>>> with patch('builtins.print') as p:\n...     shout('x')\n>>> p.call_args[0][0]\n'X'", "hidden": False, "locked": False},
                {"code": ">>> from unittest.mock import patch\n>>> with patch('builtins.print') as p:\n...     table(3)\n>>> p.call_count\n3", "hidden": True, "locked": False},
            ],
        },
    ],
}
