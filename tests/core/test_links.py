from datetime import timedelta

import pytest
import time_machine
from django.template import Context, Template

from pendopo.core import links, urls
from pendopo.core.errors import LinkBroken, LinkExpired, NotAllowed


def test_token_gives_back_what_it_was_made_with():
    token = links.make("answer", {"commitment": "COM-05"})

    assert links.read("answer", token, timedelta(days=7)) == {"commitment": "COM-05"}


@pytest.mark.parametrize("change", [lambda t: t[:-1], lambda t: "x" + t, lambda t: ""])
def test_cut_or_changed_token_is_refused(change):
    with pytest.raises(LinkBroken):
        links.read("answer", change(links.make("answer", {})), 60)


def test_token_for_another_purpose_is_refused():
    with pytest.raises(LinkBroken):
        links.read("invitation", links.make("answer", {}), 60)


def test_old_token_is_refused_as_expired():
    with time_machine.travel("2024-04-01"):
        token = links.make("answer", {})

    with time_machine.travel("2024-04-09"), pytest.raises(LinkExpired):
        links.read("answer", token, timedelta(days=7))


def test_here_needs_a_convening():
    with urls.use_convening(None), pytest.raises(LookupError, match="needs a current convening"):
        urls.here("web:home")


def test_here_points_into_the_innermost_convening():
    with urls.use_convening("wgwc-2020"):
        with urls.use_convening("wgwc-2024"):
            inner = urls.here("web:home")
        outer = Template('{% here "web:home" %}').render(Context())

    assert (inner, outer) == ("/en/wgwc-2024/", "/en/wgwc-2020/")


def test_refusals_have_a_code_and_a_sentence():
    refusal = NotAllowed()

    assert (refusal.code, str(refusal)) == (
        "not_allowed",
        "You may not do this. Ask the secretariat or the government liaison who can.",
    )
