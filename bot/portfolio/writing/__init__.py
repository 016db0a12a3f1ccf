"""A portfolio written down: as data, as a page, as a ZIP, as the data of a PDF."""
