"""A case of early signals: what was seen, what was said, what a person decided, and whether it helped."""

import uuid

from django.conf import settings
from django.db import models

from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, Member, Register
from legitimacy.models.choices import choices
from professionalism.models.force import ForceIncident
from professionalism.querysets.signals import SignalCaseQuerySet
from professionalism.workflow.signals import CORRECTIONS, OPEN, Effect, FollowUpKind, Outcome, Party, Stage


class SignalCase(models.Model):
    """One case. A member has one that waits for a decision at most; it gathers their signals.

    `decide_by` is the last day by the rule set of the day it opened. `version` grows with every change: who writes an
    older one is told. `reference` says where a case was handed over to. 24 months after the decision the case is
    emptied: member, texts and signals go, days and outcome stay to be counted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.CharField(max_length=12, choices=Register)
    origin = models.CharField(max_length=9, choices=choices(Origin))
    corps = models.ForeignKey(Corps, on_delete=models.PROTECT, related_name="signal_cases")
    member = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="signal_cases")
    stage = models.CharField(max_length=8, choices=choices(Stage), default=Stage.OPENED)
    version = models.PositiveIntegerField(default=1)
    opened_on = models.DateField()
    inform_by = models.DateField()
    decide_by = models.DateField()
    informed_on = models.DateField(null=True, blank=True)
    reply_until = models.DateField(null=True, blank=True)
    replied_on = models.DateField(null=True, blank=True, help_text="Day of the latest reply")
    decided_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=11, choices=Outcome, blank=True)
    reasons = models.TextField(max_length=4000, blank=True)
    reference = models.CharField(max_length=40, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    closed_on = models.DateField(null=True, blank=True)
    emptied_on = models.DateField(null=True, blank=True)

    objects = SignalCaseQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member"], condition=models.Q(stage__in=[one.value for one in OPEN]), name="signalcase_one_open"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="", decided_on=None) | ~models.Q(outcome="") & ~models.Q(decided_on=None),
                name="signalcase_decided_with_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["corps", "stage", "-opened_on", "-id"], name="signalcase_list"),
            models.Index(fields=["corps", "opened_on"], name="signalcase_counted"),
            models.Index(fields=["reference"], condition=~models.Q(reference=""), name="signalcase_reference"),
        ]

    def __str__(self) -> str:
        return f"case {self.pk}"


class Signal(models.Model):
    """One event seen by one rule about one member, once. It expires; it is withdrawn when the event no longer stands.

    `measures` holds the numbers of a comparison with peers: count, exposure, rate and its margin, always together.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="signals")
    case = models.ForeignKey(SignalCase, null=True, blank=True, on_delete=models.SET_NULL, related_name="signals")
    rule = models.CharField(max_length=24)
    on = models.DateField()
    source = models.CharField(max_length=16, help_text="Kind of record that was read")
    reference = models.CharField(max_length=40, help_text="Key of that record")
    measures = models.JSONField(default=dict)
    found_on = models.DateField()
    expires_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [models.UniqueConstraint(fields=["member", "rule", "source", "reference"], name="signal_once")]
        indexes = [models.Index(fields=["rule", "on"], name="signal_rule_on")]

    def __str__(self) -> str:
        return f"{self.rule} of {self.member_id}"


class SignalWord(models.Model):
    """What somebody wrote in a case: the reply of the member, or the advice of the wellbeing adviser."""

    class Kind(models.TextChoices):
        REPLY = "reply", "reply"
        ADVICE = "advice", "advice"

    case = models.ForeignKey(SignalCase, on_delete=models.CASCADE, related_name="words")
    kind = models.CharField(max_length=6, choices=Kind)
    text = models.TextField(max_length=4000)
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} in {self.case_id}"


class SignalTie(models.Model):
    """Somebody who stepped aside for a personal tie: they no longer see the case."""

    case = models.ForeignKey(SignalCase, on_delete=models.CASCADE, related_name="ties")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "user"], name="signaltie_once")]

    def __str__(self) -> str:
        return f"tie in {self.case_id}"


class SignalEvent(models.Model):
    """One thing that happened to a case, without any text. A trigger forbids changing it."""

    case = models.ForeignKey(SignalCase, on_delete=models.PROTECT, related_name="events")
    at = models.DateTimeField()
    on = models.DateField()
    kind = models.CharField(max_length=16)
    party = models.CharField(max_length=9, choices=choices(Party))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        db_constraint=False,
        related_name="+",
    )
    stage_from = models.CharField(max_length=8, blank=True)
    stage_to = models.CharField(max_length=8, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["case", "at"], name="signalevent_of_case")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.case_id}"


class CorrectiveAction(models.Model):
    """A correction: who sees to it, by when, and whether it helped. `owner` is a function, never a name.

    `returned` and `exposure` are what was read when a person judged the effect: signals of the same families since it
    was done, and shifts or interventions since then (empty where they are not known).
    """

    case = models.ForeignKey(SignalCase, on_delete=models.PROTECT, related_name="corrections")
    kind = models.CharField(max_length=11, choices=[(one.value, one.label) for one in CORRECTIONS])
    owner = models.CharField(max_length=80)
    due_on = models.DateField()
    original_due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    effect_due_on = models.DateField(null=True, blank=True)
    effect = models.CharField(max_length=6, choices=Effect, blank=True)
    effect_on = models.DateField(null=True, blank=True)
    effect_note = models.TextField(max_length=2000, blank=True)
    effect_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    returned = models.PositiveIntegerField(null=True, blank=True)
    exposure = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(effect="") | models.Q(done_on__isnull=False), name="correction_judged_when_done"
            )
        ]
        indexes = [models.Index(fields=["kind", "effect"], name="correction_kind_effect")]

    def __str__(self) -> str:
        return f"{self.kind} in {self.case_id}"


class ForceFollowUp(models.Model):
    """That something followed a finding of excessive force, and when: what LEG-08 counts. No person stands in it."""

    incident = models.ForeignKey(ForceIncident, on_delete=models.CASCADE, related_name="follow_ups")
    kind = models.CharField(max_length=10, choices=FollowUpKind)
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "kind"], name="forcefollowup_once")]

    def __str__(self) -> str:
        return f"{self.kind} after {self.incident_id}"
