"""One description of a chart, a table or a deck; the page, the PDF, the slides and the sheet drawn from it."""
