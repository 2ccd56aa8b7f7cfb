"""The picture that is shown of a page where somebody shares it."""
