OK_FORMAT = True

test = {
    "name": "input",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> from unittest.mock import patch\n>>> with patch('builtins.input', return_value='5'):\n...     r = ask()\n>>> r\n5", "hidden": False, "locked": False},
            ],
        },
    ],
}
