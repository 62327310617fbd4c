"""Addresses of frameworks: drafts, what a change does, signatures."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
