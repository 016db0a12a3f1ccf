"""When people of the staff work: their hours of a week, the public holidays of a country, and days
away with somebody who stands in. Others ask here until when an answer can be had, and of whom.
"""
