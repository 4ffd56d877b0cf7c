OK_FORMAT = True

test = {
    "name": "prompt",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> from unittest.mock import patch\n>>> with patch('builtins.input', return_value='1') as m:\n...     _ = ask()\n>>> m.call_args[0][0]\n'n? '", "hidden": False, "locked": False},
            ],
        },
    ],
}
