"""Pages of the comparison of corps."""
