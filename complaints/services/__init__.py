"""Everything that can happen to a complaint. Grep for `complaint_`, `referral_`, `finding_` and see all of it."""
