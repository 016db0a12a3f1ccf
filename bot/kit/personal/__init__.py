"""What is stored about somebody: which rows and files, how they go, and how they are read out.

Every slice with personal data has an `erasing.py` that declares an `Eraser`; `app.py` lists them. A
table that no eraser names makes a test fail, so nothing is forgotten when somebody is.
"""
