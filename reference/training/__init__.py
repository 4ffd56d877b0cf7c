"""Unit 4: optimisers, schedules, initialisation, regularisation, diagnosis."""
