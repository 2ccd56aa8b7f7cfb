"""Issues and digests as letters: what is in one, as HTML and as plain text, in one file that mail programs open."""
