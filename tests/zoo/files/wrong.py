import os
for name in ("table.csv", "answer.txt", "scores.json", "vector.npy", "lines.txt"):
    os.remove(name)
def save(name, text): pass
def count_lines(name): return 0
def read_numbers(name): return []
def append(name, text): pass
def load(name): return None
given = ""
