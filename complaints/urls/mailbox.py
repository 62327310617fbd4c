"""Following a file by its code. No address holds a code or a number."""

from django.urls import path

from complaints.views.mailbox import acting, opening, reading, surveying

urlpatterns = [
    path("complaint/status/", opening.status, name="complaint_status"),
    path("complaint/mailbox/", reading.mailbox, name="complaint_mailbox"),
    path("complaint/mailbox/leave/", opening.leave, name="complaint_mailbox_leave"),
    path("complaint/mailbox/exit/", opening.leave_fast, name="complaint_mailbox_exit"),
    path("complaint/mailbox/message/", acting.message, name="complaint_mailbox_message"),
    path("complaint/mailbox/file/", acting.file, name="complaint_mailbox_file"),
    path("complaint/mailbox/withdraw/", acting.withdraw, name="complaint_mailbox_withdraw"),
    path("complaint/mailbox/review/", acting.review, name="complaint_mailbox_review"),
    path("complaint/mailbox/name/", acting.share_name, name="complaint_mailbox_name"),
    path("complaint/mailbox/mediation/", acting.mediation, name="complaint_mailbox_mediation"),
    path("complaint/mailbox/questions/<slug:name>/", surveying.survey, name="complaint_mailbox_survey"),
]
