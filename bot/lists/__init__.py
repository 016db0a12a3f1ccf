"""Who is in danger of being lost: three lists that tutors and coordinators have before them each
day. People who joined and never started, people who have stopped, and people who wait for us. From
each entry one tap writes to them, nudges them, opens what they wait with, or puts them aside.
"""
