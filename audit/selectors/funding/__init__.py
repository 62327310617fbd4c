"""What funding advice reads: figures as each corps's own chief reads them, and what was frozen of them."""
