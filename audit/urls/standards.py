"""Addresses of standards, assessments and samples."""

from django.urls import URLPattern, path

from audit.views.standards import assessments, judging, public, reading, samples

urlpatterns: list[URLPattern] = [
    path("audit/standards/", public.standards_list, name="standards_list"),
    path("audit/standards/<slug:code>/", public.standard_page, name="standard_page"),
    path("audit/assessments/", assessments.assessments_list, name="assessments_list"),
    path("audit/assessments/begin/", assessments.assessment_begin, name="assessment_begin"),
    path("audit/assessments/<int:pk>/", assessments.assessment_page, name="assessment_page"),
    path("audit/assessments/<int:pk>/self/", judging.assessment_self, name="assessment_self"),
    path("audit/assessments/<int:pk>/judge/", judging.assessment_judge, name="assessment_judge"),
    path("audit/assessments/<int:pk>/annul/", assessments.assessment_annul_act, name="assessment_annul"),
    path(
        "audit/assessments/<int:pk>/evidence/<uuid:file>/", assessments.assessment_evidence, name="assessment_evidence"
    ),
    path("audit/samples/", samples.samples_list, name="samples_list"),
    path("audit/samples/draw/", samples.sample_draw, name="sample_draw"),
    path("audit/samples/<int:pk>/", samples.sample_page, name="sample_page"),
    path("audit/samples/<int:pk>/act/", samples.sample_act, name="sample_act"),
    path("audit/samples/<int:pk>/read/", reading.sample_read, name="sample_read"),
    path("audit/samples/<int:pk>/list.csv", samples.sample_frame, name="sample_frame"),
]
