"""Many submissions: worker processes, one judge each; reports and pages on disk."""
