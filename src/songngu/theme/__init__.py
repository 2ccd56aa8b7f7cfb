"""The default theme: templates, style sheets, fonts, icons and interface strings; no code."""
