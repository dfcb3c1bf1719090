"""Addresses of the press room inside a convening."""

from django.urls import path

from pendopo.press.views import desk, feeds, public, steps

app_name = "press"
urlpatterns = [
    path("news/", public.news_list, name="news-list"),
    path("news/feed/", feeds.feed, name="feed"),
    path("news/<slug:slug>/", public.news_detail, name="news-detail"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("desk/news/", desk.article_list, name="article-list"),
    path("desk/news/new/", desk.article_new, name="article-new"),
    path("desk/news/<uuid:pk>/", desk.article_detail, name="article-detail"),
    path("desk/news/<uuid:pk>/edit/", desk.article_edit, name="article-edit"),
    path("desk/news/<uuid:pk>/correct/", desk.article_correct, name="article-correct"),
    path("desk/news/<uuid:pk>/approve/", steps.article_approve, name="article-approve"),
    path("desk/news/<uuid:pk>/publish/", steps.article_publish, name="article-publish"),
    path("desk/news/<uuid:pk>/unpublish/", steps.article_unpublish, name="article-unpublish"),
    path("desk/news/<uuid:pk>/cover/", steps.cover_set, name="cover-set"),
    path("desk/news/<uuid:pk>/cover/remove/", steps.cover_remove, name="cover-remove"),
    path("desk/news/<uuid:pk>/figures/add/", steps.line_add, name="line-add"),
    path("desk/news/<uuid:pk>/figures/<uuid:line>/remove/", steps.line_remove, name="line-remove"),
]
