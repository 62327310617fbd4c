"""What the pages of the comparison read: who reads, which corps and period they chose, and the figures of those."""
