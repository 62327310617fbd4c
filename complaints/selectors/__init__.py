"""Reading complaints, always through `Complaint.objects.visible_to` or counts that are protected."""
