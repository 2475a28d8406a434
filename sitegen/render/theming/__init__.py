"""Themes of a site's own: tokens and their contrast, what is wrong with a theme, what can be taken over.

``sitegen.render.theme`` finds the files; the modules here read them.
"""
