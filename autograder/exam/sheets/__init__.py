"""Sheets: what each student of an exam is asked, as a notebook, on paper, and in the tests that grade it."""
