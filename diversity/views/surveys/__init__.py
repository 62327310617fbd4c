"""The inclusion survey: answering with a slip, entering paper, planning, slips and results."""
