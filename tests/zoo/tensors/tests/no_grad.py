OK_FORMAT = True

test = {
    "name": "no_grad",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> with torch.no_grad():\n...     y = net(torch.ones(1, 3))\n>>> y.requires_grad\nFalse', "hidden": False, "locked": False},
            ],
        },
    ],
}
