"""Questions of exams: the file, what is drawn from it for one student, what counts as a right answer."""
