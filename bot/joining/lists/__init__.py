"""People to invite, read from a CSV or XLSX file that a coordinator sends."""
