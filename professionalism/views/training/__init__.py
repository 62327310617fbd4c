"""Work pages of training and selection, for HR, school editors and chiefs."""
