"""The audit log: who saw or changed what, append-only and hash-chained.

Slices call `log.record` and `log.record_read` with a `Deed`; the rows are written at the end of the
same transaction. They hold pseudonyms, references and digests, so that erasing a person takes
away a pseudonym's owner and no row. `verify` walks the chain and says where it was tampered with.
"""
