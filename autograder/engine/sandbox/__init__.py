"""All that runs beside student code, in the student's interpreter: what it says is a claim, and the judge treats it so.

The zygote loads this room and `wire` as files, as packages of these names: it imports the standard library, IPython,
matplotlib, msgspec, `wire` and `counting`, and its own files by relative imports. The judge's side takes numbers and
names from here, nothing that runs.
"""
