"""From a module or a guide to what its template shows: plain values, no layout, in one language.

A text that is not translated stands in English and says so, for eyes and for screen readers.
"""
