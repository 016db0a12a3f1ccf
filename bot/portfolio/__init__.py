"""The portfolio as a whole: what was handed in for each unit, and all of it to take along.

An export is a ZIP with the files, a page that opens without a network and the same as data, or a
PDF that shows it all on paper. It is made beside the chat and kept for a week.
"""
