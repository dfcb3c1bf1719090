"""What every form with one button and nothing to fill in does."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from pendopo.core.errors import DomainError


def press(request: HttpRequest, act: Callable[[], Any], *, back: str, said: str = "") -> HttpResponse:
    """Do it and go back; a refusal becomes the sentence above the page."""
    try:
        act()
    except DomainError as error:
        messages.error(request, str(error))
    else:
        if said:
            messages.success(request, said)
    return redirect(back)
