"""Decoders of pictures, PDFs and documents, kept in a process of their own.

It gets one file and a little memory and time, no name, no key and no network address of ours, and
answers with facts or with small pictures. Whatever a hostile file does to it ends there.
"""
