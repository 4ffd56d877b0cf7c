"""Reports people read: student page, class page, CSV, Gradescope."""
