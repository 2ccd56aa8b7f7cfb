"""Signed PDFs (PAdES): what a file is signed with, how it is signed, and what can be said of a file somebody has."""
