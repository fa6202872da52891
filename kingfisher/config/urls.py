"""Where every address begins: all pages belong to the web room."""

from django.urls import include, path

urlpatterns = [path("", include("kingfisher.web.urls"))]
