"""What the audit body keeps: standards and assessments, audits, frameworks in preparation, funding advice, reports."""

from audit.models.assessments import Assessment, CriterionScore
from audit.models.samples import Reading, Sample, SampleItem, SampleReader
from audit.models.standards import Criterion, Standard

__all__ = [
    "Assessment",
    "Criterion",
    "CriterionScore",
    "Reading",
    "Sample",
    "SampleItem",
    "SampleReader",
    "Standard",
]
