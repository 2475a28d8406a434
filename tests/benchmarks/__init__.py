"""Timings, as ratios within one run. Nothing here is asserted."""
