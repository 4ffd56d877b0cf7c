def ask(): return 0
def ask_until(stop): return []
def shout(text): print(text, text)
def table(n): print(n)
def read_line(): return ""
def progress(n): print(n)
def logged(f): return f
