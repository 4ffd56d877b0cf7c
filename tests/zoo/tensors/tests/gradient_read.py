OK_FORMAT = True

test = {
    "name": "gradient_read",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> w.grad.tolist()\n[2.0, 2.0]', "hidden": False, "locked": False},
                {"code": '>>> w.requires_grad, w.is_leaf\n(True, True)', "hidden": True, "locked": False},
            ],
        },
    ],
}
