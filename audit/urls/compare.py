"""Addresses of the comparison of corps."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
