"""An autograder zip for Gradescope: what staff upload (package, wheel), and what runs in its container (run)."""
