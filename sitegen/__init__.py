"""sitegen publishes what governments promise to achieve with their budgets."""

__version__ = "0.1.0"
