OK_FORMAT = True

test = {
    "name": "loaded",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> plan.steps\n['buy', 'cook']", "hidden": False, "locked": False},
                {"code": ">>> from shop import Plan\n>>> Plan.load('plan.json').steps == plan.steps\nTrue", "hidden": True, "locked": False},
            ],
        },
    ],
}
