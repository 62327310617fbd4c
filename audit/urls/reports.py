"""Addresses of reports and exports."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
