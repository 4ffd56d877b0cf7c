"""Who handed in, when, and by which rule it counts; knows no exam's questions and no database."""
