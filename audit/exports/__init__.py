"""Reports of the audit body: what each holds, from the figures that its reader may see."""
