"""Addresses of funding advice."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
