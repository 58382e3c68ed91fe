"""The pages of the site, under `/<language>/`: with the same words in every language."""

from django.urls import path

from public.feeds import views as feeds
from public.opendata.views import data
from public.pages.about import views as about
from public.pages.antennas import views as antennas
from public.pages.comparing import views as comparing
from public.pages.editions import views as editions
from public.pages.home import views as home
from public.pages.initiatives import views as initiatives
from public.pages.partners import views as partners
from public.pages.places import views as places
from public.pages.search import views as search
from public.pages.volets import views as volets
from public.pages.working_group import views as working_group

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
