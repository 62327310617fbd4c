"""Standards as data: how they are written, how points are counted, how a sample is drawn."""
