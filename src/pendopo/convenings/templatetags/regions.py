"""Regions as they are written on pages."""

from django import template

from pendopo.convenings.queries.regions import region_label

register = template.Library()
register.filter("region_label", region_label)
