"""What staff look at: the numbers, what each means, and how they are shown."""
