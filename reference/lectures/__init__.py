"""The course as a whole: its rules, its concepts, the history of the field."""
