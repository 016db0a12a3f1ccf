"""What the program costs, measured as ratios within one run; `make bench` writes RESULTS.md."""
