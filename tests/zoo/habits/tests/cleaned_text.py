OK_FORMAT = True

test = {
    "name": "cleaned_text",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> df = pd.DataFrame({"text": ["a Clean one", "SHOUTING", "what! is..(it)"]})\n>>> df = clean(df)\n>>> df["clean"].tolist() == [\'a clean one\', \'shouting\', \'what  is   it \']\nTrue', "hidden": False, "locked": False},
            ],
        },
    ],
}
