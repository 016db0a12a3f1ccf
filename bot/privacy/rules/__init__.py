"""Which periods hold, and what stands in the way of an erasure."""
