OK_FORMAT = True

test = {
    "name": "figures_closed",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> plt.close('all')\n>>> type(update([1, 2])['loss']) == float\nTrue", "hidden": False, "locked": False},
                {"code": ">>> plt.close('all')\n>>> update(np.ones(3))\n{'loss': 1.0, 'steps': 3}", "hidden": True, "locked": False},
            ],
        },
    ],
}
