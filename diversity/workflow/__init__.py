"""What staff is counted by, and the states of what a corps hands over."""
