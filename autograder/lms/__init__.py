"""What learning platforms call files and students: one file a platform."""
