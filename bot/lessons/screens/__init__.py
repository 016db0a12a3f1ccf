"""What there is to see of lessons: modules and their lessons, the cards, private notes."""
