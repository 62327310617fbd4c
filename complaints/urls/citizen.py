"""Pages of the citizen's form, open to everybody. No address holds anything about a case."""

from django.urls import path

from complaints.views.citizen import files, later, noting, sending, start, steps

urlpatterns = [
    path("complaint/", start.start, name="complaint_start"),
    path("complaint/way/<slug:kind>/", start.way, name="complaint_way"),
    path("complaint/step/<slug:step>/", steps.question, name="complaint_question"),
    path("complaint/check/", sending.check, name="complaint_check"),
    path("complaint/sent/", noting.sent, name="complaint_sent"),
    path("complaint/sent/note.txt", noting.note_text, name="complaint_note_text"),
    path("complaint/sent/note.pdf", noting.note_pdf, name="complaint_note_pdf"),
    path("complaint/sent/files/", files.files, name="complaint_files"),
    path("complaint/done/", noting.done, name="complaint_done"),
    path("complaint/later/", later.later, name="complaint_later"),
    path("complaint/resume/", later.resume, name="complaint_resume"),
    path("complaint/gone/", later.gone, name="complaint_gone"),
    path("complaint/leave/", start.leave, name="complaint_leave"),
    path("complaint/left/", start.left, name="complaint_left"),
    path("complaint/erase/", start.erase, name="complaint_erase"),
]
