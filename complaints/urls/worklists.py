"""Work pages that list files: what needs somebody, the lists, referrals, images to keep, notices to Committee P."""

from django.urls import path

from complaints.views import bulk, home, lists, preservations, referrals, searches

urlpatterns = [
    path("complaints/", home.complaints_home, name="complaints_home"),
    path("complaints/files/", lists.complaints_list, name="complaints_list"),
    path("complaints/assign/", bulk.complaints_assign, name="complaints_assign"),
    path("complaints/close/", bulk.complaints_close, name="complaints_close"),
    path("complaints/searches/", searches.complaints_search_save, name="complaints_search_save"),
    path("complaints/searches/<int:pk>/delete/", searches.complaints_search_delete, name="complaints_search_delete"),
    path("complaints/referrals/", referrals.complaints_referrals, name="complaints_referrals"),
    path("complaints/referrals/<int:pk>/receive/", referrals.referral_receive, name="referral_receive"),
    path("complaints/referrals/<int:pk>/refuse/", referrals.referral_refuse, name="referral_refuse"),
    path("complaints/referrals/<int:pk>/recall/", referrals.referral_recall, name="referral_recall"),
    path("complaints/referrals/<int:pk>/return/", referrals.referral_return, name="referral_return"),
    path("complaints/preservations/", preservations.complaints_preservations, name="complaints_preservations"),
    path(
        "complaints/preservations/<int:pk>/answer/",
        preservations.complaints_preservation_answer,
        name="complaints_preservation_answer",
    ),
    path("complaints/notifications/", home.complaints_notifications, name="complaints_notifications"),
]
