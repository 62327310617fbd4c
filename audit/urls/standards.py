"""Addresses of standards and their assessments."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
