"""The empty theme MkDocs is given: every page is written by the engine, so MkDocs has nothing to render."""
