"""Modules and guides as booklets: a PDF to read without a connection, or to print and write on.

A booklet is made from the content alone, once for each version of it, and kept in the object
store; its pages and its size are told before it is sent.
"""
