"""Forms of practices, their use, their evidence, and research."""

from evaluation.forms.practices.describing import PracticeForm, UseForm
from evaluation.forms.practices.rating import RatingForm
from evaluation.forms.practices.researching import ResearchForm

__all__ = ["PracticeForm", "RatingForm", "ResearchForm", "UseForm"]
