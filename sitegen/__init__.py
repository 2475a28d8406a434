"""sitegen publishes what governments promise to achieve with their budgets."""

import os

# A plugin of pydantic sees every value that is validated, and content may be secret; looking for them also takes as
# long as loading the models.
os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"

__version__ = "0.1.0"
