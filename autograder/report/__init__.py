"""Reports people read: student page, class page, CSV, Gradescope, the executed notebook, the terminal.

Import what you need from its file: Gradescope's brings Otter with it, which takes a second.
"""
