"""What is taught: the folder `content/`, read once into frozen, typed values.

English is the source and holds structure and texts; the other languages lay their texts over it by
id. Every text answers in the language asked for, or in English, and says which. Nothing else reads
these files.
"""
