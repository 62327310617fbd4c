"""What the audit body hands out as files: reports and comparisons, from the figures that their reader may see."""
