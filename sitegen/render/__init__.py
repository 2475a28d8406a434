"""Pages: from the public model to HTML, in both languages.

Views are prepared per language and page in Python; templates choose and place, nothing more. Nothing
here can reach the private model.
"""
