"""The web site: addresses, the pages there are, what each of them shows, and how it is written down."""
