OK_FORMAT = True

test = {
    "name": "warned",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> import warnings\n>>> with warnings.catch_warnings(record=True) as caught:\n...     warnings.simplefilter('always')\n...     _ = warn(1)\n>>> len(caught), caught[0].category.__name__, str(caught[0].message)\n(1, 'DeprecationWarning', 'old')", "hidden": False, "locked": False},
            ],
        },
    ],
}
