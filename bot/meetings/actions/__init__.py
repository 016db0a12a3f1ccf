"""What staff and invited people do about meetings."""
