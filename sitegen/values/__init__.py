"""The small frozen values that every stage speaks in: money, text, targets, names of things."""
