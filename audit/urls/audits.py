"""Addresses of audits, findings and recommendations."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
