"""Simulated early-signal cases of the example register: eight years of closed ones, and a few to work on."""

from legitimacy.simulations import Simulator
from professionalism.demo.signals.planted import signals_plant
from professionalism.demo.signals.writing import signals_simulate

SIGNALS = Simulator(key="professionalism_signals", simulate=signals_simulate, plant=signals_plant)
"""The key puts it behind the simulator of force, whose incidents it follows up."""
