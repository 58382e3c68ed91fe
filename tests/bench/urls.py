from django.http import HttpResponse
from django.urls import path

from cipol.urls import urlpatterns as of_the_site


def hello(request):
    return HttpResponse("hello")


urlpatterns = [path("hello/", hello), *of_the_site]
