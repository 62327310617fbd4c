"""What a complainant does after sending: reads, writes, withdraws, asks for a review, says how they were treated."""
