OK_FORMAT = True

test = {
    "name": "digest_value",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> import hashlib\n>>> hashlib.sha256(str(secret).encode()).hexdigest()[:8]\n'4523540f'", "hidden": False, "locked": False},
            ],
        },
    ],
}
