"""Pages of funding advice: schemes, calculation sheets, and the steps from draft to signed advice."""
