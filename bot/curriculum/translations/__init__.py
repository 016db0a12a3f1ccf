"""What translators work with: every text with its key, state and limits, in PO or XLSX.

Nothing is taken over from such a file before all of it has been judged; what is taken over changes
the files of a language only where its texts have changed.
"""
