"""What the prepared demo holds. It is prepared once for all these tests, which the parts of the demo name."""

import pytest

from tests.demo.test_complaints import PreparedComplaints
from tests.demo.test_services import PreparedDemo
from tests.demo.test_standards import PreparedStandards

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("small_demo")]


class TestComplaints(PreparedComplaints):
    pass


class TestDemo(PreparedDemo):
    pass


class TestStandards(PreparedStandards):
    pass
