"""The parts every page is composed of: one tag, one template, one stylesheet each."""

from django import template

register = template.Library()
