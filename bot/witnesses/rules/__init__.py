"""What a witness is asked, how a link stands, and what an answer needs."""
