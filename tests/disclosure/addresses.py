"""Every address that gives figures, as somebody would ask for it. A new URL must be added here, or to those without."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import translation

from audit.views.audits.actions import ACTIONS as AUDIT_ACTIONS
from professionalism.views.discipline.actions import ACTIONS as DISCIPLINE_ACTIONS
from professionalism.views.discipline.actions import OWN_ACTIONS as OWN_DISCIPLINE_ACTIONS
from professionalism.views.signals.actions import ACTIONS as SIGNAL_ACTIONS
from professionalism.views.training.records import KINDS

PERIOD = "2025-Q4"
UNRELEASED = "2025-Q3"
CORPS = ("V017", "V018", "V019")
INDICATORS = ("EFF-07", "EFF-09", "EFF-03", "DRV-08")

Query = dict[str, str]
Place = tuple[dict[str, str], Query]

OF_CORPS: list[Place] = [
    *(({"code": code}, {"period": period}) for code in CORPS[:2] for period in (PERIOD, UNRELEASED)),
    *(({"code": code}, {}) for code in CORPS),
]
OF_INDICATOR: list[Place] = [
    *(({"code": "V017", "indicator": indicator}, {"period": PERIOD}) for indicator in INDICATORS),
    ({"code": "V017", "indicator": "EFF-07"}, {"period": UNRELEASED}),
    ({"code": "V018", "indicator": "EFF-07"}, {"period": UNRELEASED}),
    ({"code": "V018", "indicator": "EFF-09"}, {}),
]
OF_REGISTER: list[Place] = [
    ({}, {"register": "example", "indicator": indicator, "period": period})
    for indicator in INDICATORS[:2]
    for period in (PERIOD, UNRELEASED)
]
API_VALUES: list[Place] = [
    ({}, {}),
    ({}, {"indicator": "EFF-09"}),
    *(({}, {"corps": code}) for code in CORPS),
    *(({}, {"corps": "V017", "indicator": one, "period": PERIOD}) for one in INDICATORS),
]
API_CARDS: list[Place] = [
    ({}, {"register": "example"}),
    *(({}, {"corps": code, "period": period}) for code in CORPS[:2] for period in (PERIOD, UNRELEASED)),
]
FILES: list[Place] = [
    ({"register": "example", "period": period, "file_format": ending}, {})
    for period in (PERIOD, UNRELEASED)
    for ending in ("csv", "json")
]
ONCE: list[Place] = [({}, {})]
COMPARED: list[Place] = [
    ({}, {"register": "example", "period": period, "view": view, "measure": measure})
    for period in (PERIOD, UNRELEASED)
    for view, measure in (("indicators", "score"), ("indicators", "value"), ("pillars", "interval"), ("goals", "score"))
]
ORDERED: list[Place] = [
    ({}, {"register": "example", "period": PERIOD, "sort": column, "desc": "1"})
    for column in (*INDICATORS, "LEG", "EFF.results")
]

FLAGS: list[Place] = [({}, {"register": "example", "period": period}) for period in (PERIOD, UNRELEASED)]
COMPARED_INDICATOR: list[Place] = [
    ({"indicator": indicator}, {"register": "example", "period": period})
    for indicator in INDICATORS
    for period in (PERIOD, UNRELEASED)
]

WITH_FIGURES: dict[str, list[Place]] = {
    "home": ONCE,
    "methods_page": ONCE,
    "today": ONCE,
    "accessibility_page": ONCE,
    "corps_list": [*OF_REGISTER, *ONCE],
    "corps_map": OF_REGISTER,
    "corps_map_csv": OF_REGISTER,
    "corps_scorecard": OF_CORPS,
    "corps_progress": OF_CORPS,
    "corps_figures_csv": OF_CORPS,
    "corps_pillars_csv": OF_CORPS,
    "corps_indicator": OF_INDICATOR,
    "corps_indicator_csv": OF_INDICATOR,
    "complaints_public": [({"code": code}, {}) for code in CORPS],
    "complaints_figures": ONCE,
    "complaints_figures_of": [({"code": code}, {}) for code in CORPS],
    "complaints_figures_csv": [({"code": code, "table": "flow"}, {}) for code in CORPS],
    **{
        f"audit_framework_{name}": [({"code": "2026"}, {"register": "example", "period": PERIOD})]
        for name in ("diff", "diff_csv", "robustness", "robustness_csv")
    },
    "audits_plan": ONCE,
    "complaints_answers_csv": [({"code": code, "table": "satisfied-corps"}, {}) for code in CORPS],
    "funding": ONCE,
    "diversity_representation": [({}, {"corps": code}) for code in CORPS],
    "diversity_criteria": [({}, {"corps": code}) for code in CORPS],
    "school_page": [({"code": "VBL-S1"}, {})],
    "school_figures_csv": [({"code": "VBL-S1"}, {})],
    "opendata": ONCE,
    "opendata_file": FILES,
    "compare": [*COMPARED, *ORDERED, *ONCE],
    "compare_csv": COMPARED,
    "compare_flags": FLAGS,
    "compare_flags_csv": FLAGS,
    "compare_indicator": COMPARED_INDICATOR,
    "compare_indicator_csv": COMPARED_INDICATOR,
    "compare_indicator_trend_csv": COMPARED_INDICATOR,
    "compare_peers": [({"code": code}, {"period": period}) for code in CORPS for period in (PERIOD, UNRELEASED)],
    "trend_rebase": [({"code": "V017", "indicator": "EFF-19"}, {}), ({"code": "V017", "indicator": "EFF-01"}, {})],
    "compare_corps": [({}, {"codes": ",".join(CORPS), "period": period}) for period in (PERIOD, UNRELEASED)],
    "api_root": ONCE,
    "api_corps_list": ONCE,
    "api_corps_detail": [({"code": "V017"}, {})],
    "api_indicator_list": ONCE,
    "api_indicator_detail": [({"code": "EFF-09"}, {})],
    "api_value_list": API_VALUES,
    "api_values_file": [({}, {"register": "example"}), ({}, {"register": "example", "year": "2025"})],
    "api_scorecard_list": API_CARDS,
    "api_dataset_list": ONCE,
    "api_schema": ONCE,
    "api_docs": ONCE,
}
WITHOUT_FIGURES = {
    *("assessment_annul", "assessment_begin", "assessment_evidence", "assessment_judge", "assessment_page"),
    *("assessment_self", "assessments_list", "sample_act", "sample_draw", "sample_frame", "sample_page"),
    *("sample_read", "samples_list", "standard_page", "standards_list"),
    # Scores under a draft, for auditors and framework managers only: tests/audit/frameworks/ walk who sees them.
    *("audit_framework_diff", "audit_framework_diff_csv"),
    *("audit_framework_robustness", "audit_framework_robustness_csv"),
    *("healthz", "readyz", "metrics", "security_txt", "robots_txt", "api_not_found"),
    *("reply_write", "release_propose", "release_approve", "api_token_create", "api_token_revoke"),
    *("api_tokens", "api_token_end", "release_withdraw"),
    # Figures of a granted access only: tests/opendata/test_research.py.
    *("research_accesses", "research_access", "research_access_decide", "research_access_values"),
    *("research_output_new", "research_output_check", "research_output_file"),
    # Frozen files: tests/opendata/test_editions.py looks for what may not stand in them.
    *("dataset_page", "release_page", "opendata_catalog", "opendata_catalog_file", "opendata_package"),
    *("opendata_dictionary", "opendata_edition", "opendata_datacite", "opendata_edition_file", "opendata_latest"),
    *("invitations", "invitation_accept", "invitation_revoke", "membership_revoke"),
    "api_complaint_submit",
    *("referral_receive", "referral_refuse", "referral_recall", "referral_return"),
    *("complaints_assign", "complaints_close", "complaints_search_save", "complaints_search_delete"),
    *("complaints_preservation_answer", "complaints_disposal_propose", "complaints_disposal_answer"),
    *("complaints_home", "complaints_list", "complaints_referrals", "complaints_preservations"),
    *("complaints_notifications", "complaints_disposals", "complaints_looks", "complaints_enter"),
    *("complaints_import", "complaints_import_rejects"),
    "professionalism_home",
    "diversity_home",
    # Frozen protected tables: tests/diversity/test_tables.py attacks them.
    *("staff_public", "staff_public_csv", "release_report"),
    # Frozen sums without small groups: tests/diversity/test_survey_*.py.
    *("surveys_home", "survey_round", "survey_new", "survey_change", "survey_open", "survey_slips", "survey_paper"),
    *("survey_questionnaire", "survey_answer", "survey_thanks"),
    # Counts that a corps hands over, for its HR and chief alone: tests/diversity/test_staff_flow.py.
    *("staff_list", "staff_area", "staff_template", "staff_new", "staff_return", "staff_change", "staff_act"),
    # Plans and their actions, without figures.
    *("diversity_plan", "diversity_plan_new", "diversity_plan_change", "diversity_plan_step"),
    *("diversity_action_new", "diversity_action_change"),
    "evaluation_home",
    # What everybody can read, frozen: tests/evaluation/test_accounts.py.
    *("accounts_list", "account_new", "account", "account_edit", "account_sign", "account_present"),
    # Plans and evaluations, with numbers that the corps typed: tests/evaluation/test_policy.py.
    *("policy_plans", "policy_plan_new", "policy_plan", "policy_plan_change", "policy_plan_approve"),
    *("policy_objective_new", "policy_objective", "policy_objective_change", "policy_objective_stop"),
    *("policy_evaluation", "policy_evaluation_change", "policy_evaluation_submit", "policy_evaluation_approve"),
    *("policy_evaluation_return", "policy_evaluation_action", "policy_actions", "policy_action"),
    *("policy_calendar", "policy_calendar_end", "policy_calendar_feed"),
    *("account_publish", "account_public", "account_public_pdf"),
    # Practices and research: no figure of an indicator, no person; tests/evaluation/test_practice_pages.py.
    *("practices_list", "practices_csv", "practice_page", "research_list", "practices_work", "practice_new"),
    *("practice_change", "practice_use", "practice_use_change", "practice_rate"),
    *("research_work", "research_new", "research_change"),
    # Sums of surveys above the minimum, for those of the corps: tests/evaluation/test_waves.py.
    *("voice_home", "wave_new", "wave_page"),
    # Frozen sums of answers without a trace: tests/evaluation/test_contact.py.
    *("contact_answer", "contact_thanks", "contact_begin", "contact_page", "contact_lots"),
    # Counts that a corps hands over, for those of the corps: tests/evaluation/test_operations.py.
    "voice_operations",
    # Single cases, and counts of cases: tests/professionalism/discipline/ walk who sees them.
    *("discipline_list", "discipline_create", "discipline_own", "discipline_own_case", "discipline_case"),
    *("discipline_name", "discipline_step", "discipline_figures", "discipline_consistency"),
    *(f"discipline_{action.name}" for action in (*DISCIPLINE_ACTIONS, *OWN_DISCIPLINE_ACTIONS)),
    # Counts of reports, protected alike for all: tests/professionalism/force/test_reading.py.
    *("force_mine", "force_start", "force_step", "force_check", "force_discard", "force_list", "force_report"),
    *("force_act", "force_figures", "force_audited", "force_audited_report"),
    # Single cases, and counts of corrections that tests/professionalism/signals/ protect.
    *("signals_list", "signals_find", "signals_rules", "signals_corrections", "signals_exposure"),
    *("signals_judgment", "signals_judgment_withdraw", "signals_report", "signals_mine", "signal_mine"),
    *("signal_reply", "signal_case", "signal_name", "signal_reporter"),
    *(f"signal_{action.name}" for action in SIGNAL_ACTIONS),
    # Counts that are entered, and protected shares of them: tests/professionalism/test_training_pages.py.
    *("schools_list", "training_home", "selection_home", "training_template", "training_table"),
    *(f"{kind.name}_{page}" for kind in KINDS for page in ("new", "change")),
    # What a corps enters itself, for those who enter it.
    *("counts_conflicts", "counts_conflicts_csv", "counts_conflicts_month"),
    *("counts_checks", "counts_checks_csv", "counts_checks_month", "check_places"),
    *("audit_home", "audits_list", "audits_csv", "audit_create", "complaints_audited"),
    *("audit_past", "audit_past_remove"),
    # Figures of findings: tests/audit/audits/test_pages.py.
    *("audit_detail", "audit_report", "audit_evidence"),
    *(f"audit_{action.name}" for action in AUDIT_ACTIONS),
    *("audit_home", "funding_create", "funding_script", "funding_calculate", "funding_sign", "funding_withdraw"),
    *("funding_scheme", "funding_csv", "funding_simulate", "funding_sheet", "funding_sheet_json"),
    *("funding_decide", "funding_answer", "funding_reply", "funding_edit", "funding_items", "funding_sample"),
    *("reports", "report", "report_file"),
    *("audit_frameworks", "audit_framework", "audit_framework_new", "audit_framework_changes_csv"),
    *("audit_framework_item", "audit_framework_weights", "audit_framework_delete", "audit_framework_sign"),
}
"""Probes, refusals, addresses that only take a POST, the accounts' own pages, and work pages that list single files:
they read no value of an indicator.
"""
ACCOUNTS = ("account_", "mfa_", "socialaccount_", "openid_connect_", "demo_", "admin:", "nl/admin/", "complaint_")
"""Addresses of accounts, and of single files: they hold no figure of an indicator."""


def addresses() -> Iterator[str]:
    with translation.override("nl"):
        for name, places in WITH_FIGURES.items():
            for kwargs, query in places:
                yield reverse(name, kwargs=kwargs) + (f"?{urlencode(query)}" if query else "")
