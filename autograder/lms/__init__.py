"""Learning platforms: how they name files and students, and what their exports look like."""
