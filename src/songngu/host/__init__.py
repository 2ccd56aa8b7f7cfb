"""The door to MkDocs: the only place that knows it, Material and mkdocs-static-i18n."""
