"""What somebody can do about what is stored of them: have it all, have it erased, read how long it
is kept. And what goes by itself when its period is over.

The slices say what they hold (`bot/kit/personal`); this one carries it out, a page at a time.
"""
