OK_FORMAT = True

test = {
    "name": "errors",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> bool(best_errors['valid_error'] <= errors_by_k.loc[5, 'valid_error'])\nTrue", "hidden": False, "locked": False},
                {"code": '>>> bool(np.allclose(best_errors.to_numpy(), [0.05, 0.1]))\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
