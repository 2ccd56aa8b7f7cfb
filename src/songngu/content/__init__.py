"""What editors write: files, front matter, kinds of content, facts, terms, and Markdown made into trees."""
