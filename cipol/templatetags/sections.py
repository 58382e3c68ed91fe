"""In which part of the site a page stands."""

from django import template

register = template.Library()

SECTIONS = {
    "public:initiatives": "initiatives",
    "public:initiative": "initiatives",
    "public:volets": "volets",
    "public:volet": "volets",
    "public:recommendation": "volets",
    "public:places": "places",
    "public:zone": "places",
    "public:commune": "places",
    "public:partner": "places",
    "public:compare": "places",
    "public:antennas": "antennas",
    "public:antenna": "antennas",
    "public:editions": "editions",
    "public:edition": "editions",
    "public:data": "data",
    "public:search": "search",
}


@register.simple_tag
def section_of(view_name):
    """The part of the site to which a view belongs; "" for a page that stands in none."""
    return SECTIONS.get(view_name, "")
