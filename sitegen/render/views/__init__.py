"""Views: what a page template places, prepared in one language. One frozen class a template."""
