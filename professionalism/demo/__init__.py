"""Simulated records of the example register."""

from legitimacy.simulations import Simulator
from professionalism.demo.discipline import DISCIPLINE
from professionalism.demo.force import FORCE
from professionalism.demo.force_planted import FORCE_PLANTED
from professionalism.demo.places import PLACES_OF_CHECKS
from professionalism.demo.signals import SIGNALS
from professionalism.demo.training import TRAINING

SIMULATORS: tuple[Simulator, ...] = (FORCE, FORCE_PLANTED, PLACES_OF_CHECKS, SIGNALS, DISCIPLINE, TRAINING)
