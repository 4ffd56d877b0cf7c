OK_FORMAT = True

test = {
    "name": "npy",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> import numpy as np\n>>> np.load('vector.npy').tolist()\n[0, 1, 2]", "hidden": False, "locked": False},
            ],
        },
    ],
}
