"""The pages of the site, under `/<language>/`: with the same words in every language."""

from django.urls import path

from public.views import (
    about,
    antennas,
    comparing,
    data,
    editions,
    feeds,
    home,
    initiatives,
    partners,
    places,
    search,
    volets,
    working_group,
)

app_name = "public"

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("volets/", volets.volets, name="volets"),
    path("volets/<slug:framework>/<int:number>/", volets.volet, name="volet"),
    path("volets/<slug:framework>/<int:number>/<path:code>/", volets.recommendation, name="recommendation"),
    path("initiatives/", initiatives.initiatives, name="initiatives"),
    path("initiatives/<slug:key>/", initiatives.initiative, name="initiative"),
    path("places/", places.places, name="places"),
    path("zones/<slug:number>/", places.zone, name="zone"),
    path("communes/<slug:nis_code>/", places.commune, name="commune"),
    path("partners/<slug:key>/", partners.partner, name="partner"),
    path("compare/", comparing.compare, name="compare"),
    path("antennas/", antennas.antennas, name="antennas"),
    path("antennas/<slug:key>/", antennas.antenna, name="antenna"),
    path("editions/", editions.editions, name="editions"),
    path("editions/<slug:key>/", editions.edition, name="edition"),
    path("working-group/", working_group.working_group, name="working-group"),
    path("data/", data.data, name="data"),
    path("data/<slug:name>/", data.table, name="data-table"),
    path("feed.xml", feeds.feed, name="feed"),
    path("accessibility/", about.accessibility, name="accessibility"),
    path("privacy/", about.privacy, name="privacy"),
    path("contact/", about.contact, name="contact"),
]
