"""Learning platforms: what their downloads and exports look like."""
