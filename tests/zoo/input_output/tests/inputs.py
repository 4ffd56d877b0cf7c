OK_FORMAT = True

test = {
    "name": "inputs",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> from unittest.mock import patch\n>>> with patch('builtins.input', side_effect=['a', 'b', 'end']):\n...     r = ask_until('end')\n>>> r\n['a', 'b']", "hidden": False, "locked": False},
            ],
        },
    ],
}
