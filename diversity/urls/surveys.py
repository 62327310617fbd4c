"""Pages of the inclusion survey: two for everybody with a slip, the others for the corps. No address holds a code."""

from django.urls import URLPattern, path

from diversity.views.surveys import acting, answering, pages

urlpatterns: list[URLPattern] = [
    path("diversity/survey/", answering.survey_answer, name="survey_answer"),
    path("diversity/survey/thanks/", answering.survey_thanks, name="survey_thanks"),
    path("diversity/surveys/", pages.surveys_home, name="surveys_home"),
    path("diversity/surveys/new/", acting.survey_new, name="survey_new"),
    path("diversity/surveys/<int:pk>/", pages.survey_round, name="survey_round"),
    path("diversity/surveys/<int:pk>/change/", acting.survey_change, name="survey_change"),
    path("diversity/surveys/<int:pk>/open/", acting.survey_open, name="survey_open"),
    path("diversity/surveys/<int:pk>/slips/", acting.survey_slips, name="survey_slips"),
    path("diversity/surveys/<int:pk>/questionnaire/", acting.survey_questionnaire, name="survey_questionnaire"),
    path("diversity/surveys/<int:pk>/paper/", answering.survey_paper, name="survey_paper"),
]
