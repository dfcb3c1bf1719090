"""Addresses of the press room inside a convening."""

from django.urls import path

from pendopo.core.later import RoomViews

app_name = "press"
views = RoomViews("pendopo.press.views")
urlpatterns = [
    path("news/", views.public.news_list, name="news-list"),
    path("news/feed/", views.feeds.feed, name="feed"),
    path("news/<slug:slug>/", views.public.news_detail, name="news-detail"),
    path("sitemap.xml", views.feeds.sitemap, name="sitemap"),
    path("desk/news/", views.desk.article_list, name="article-list"),
    path("desk/news/new/", views.desk.article_new, name="article-new"),
    path("desk/news/<uuid:pk>/", views.desk.article_detail, name="article-detail"),
    path("desk/news/<uuid:pk>/edit/", views.desk.article_edit, name="article-edit"),
    path("desk/news/<uuid:pk>/correct/", views.desk.article_correct, name="article-correct"),
    path("desk/news/<uuid:pk>/approve/", views.steps.article_approve, name="article-approve"),
    path("desk/news/<uuid:pk>/publish/", views.steps.article_publish, name="article-publish"),
    path("desk/news/<uuid:pk>/unpublish/", views.steps.article_unpublish, name="article-unpublish"),
    path("desk/news/<uuid:pk>/cover/", views.steps.cover_set, name="cover-set"),
    path("desk/news/<uuid:pk>/cover/remove/", views.steps.cover_remove, name="cover-remove"),
    path("desk/news/<uuid:pk>/figures/add/", views.steps.line_add, name="line-add"),
    path("desk/news/<uuid:pk>/figures/<uuid:line>/remove/", views.steps.line_remove, name="line-remove"),
]
