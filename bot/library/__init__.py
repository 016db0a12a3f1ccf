"""What there is to look up: the profile's outcomes, terms, published answers, guides.

Nothing is stored here. Everybody who has joined may read, guides are for the roles that they name,
and those who run the programme also see what is taught where and what is missing.
"""
