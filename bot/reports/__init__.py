"""What the programme has come to, in numbers: so far how many learners there are, by country and
sector, against the target.
"""
