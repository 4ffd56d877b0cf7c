OK_FORMAT = True

test = {
    "name": "tested",
    "points": 4,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> round(float(ttest.pvalue), 3), round(float(ttest[0]), 3)\n(0.315, -1.095)', "hidden": False, "locked": False},
                {"code": '>>> statistic, p = ttest\n>>> bool(p > 0.05)\nTrue', "hidden": True, "locked": False},
                {"code": ">>> round(float(fitted.slope), 3), round(float(fitted.rvalue), 3), fitted._fields[:2]\n(2.0, 1.0, ('slope', 'intercept'))", "hidden": True, "locked": False},
                {"code": '>>> float(normal.cdf(2)), round(float(normal.std()), 3)\n(0.5, 3.0)', "hidden": True, "locked": False},
            ],
        },
    ],
}
