from pendopo.web.views.gallery import gallery
from pendopo.web.views.home import home
from pendopo.web.views.overview import overview
from pendopo.web.views.search import search
from pendopo.web.views.site import manifest, robots, theme

__all__ = ["gallery", "home", "manifest", "overview", "robots", "search", "theme"]
