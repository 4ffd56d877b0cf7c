"""The course's plan, and the site for students that is made of it.

curriculum.py reads from the code what there is of each topic; curriculum.toml has the titles, weeks.toml the weeks,
units/*.md a few words and the central formulas of each topic. site.py puts it all on pages.
"""
