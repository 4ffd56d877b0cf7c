"""Reports people read: student page, class page, CSV, Gradescope, the executed notebook, the terminal."""

from autograder.report.classpage import class_page
from autograder.report.csvfile import scores_csv
from autograder.report.gradescope import gradescope_results
from autograder.report.notebook import annotated_notebook
from autograder.report.student import student_page

__all__ = ["annotated_notebook", "class_page", "gradescope_results", "scores_csv", "student_page"]
