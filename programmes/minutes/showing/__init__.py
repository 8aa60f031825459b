"""What the pages of minutes show: texts with passages struck out, the sheet of lines, the chair's view, the parts of other pages."""
