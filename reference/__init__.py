"""The answer key: a folder a unit, a module a lecture topic; pure functions, one source for NumPy and torch.

`<unit>/mistakes/<topic>.py` holds the wrong versions of a topic's functions (`misconceptions.py` finds them), and
`docs/curriculum.md` says which lecture each topic comes from.
"""
