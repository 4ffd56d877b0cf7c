"""Where students' code runs: an interpreter with the packages that a bundle asks for, and what its imports lack."""
