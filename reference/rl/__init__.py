"""Unit 13: reinforcement learning: returns, values, policies, both, continuous actions, data alone, planning."""
