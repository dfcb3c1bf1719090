"""Every verb that the log can hold has words in both languages on the page that lists them."""

import ast

import pytest
from django.utils import translation
from tools.docs import COMPOSED, spelled, verbs

from pendopo.convenings.queries.verbs import SENTENCES
from pendopo.cooperation.rules import STEPS


def in_language(code):
    with translation.override(code):
        return {verb: str(sentence) for verb, sentence in SENTENCES.items()}


def test_every_verb_that_is_recorded_has_a_sentence_and_no_other():
    recorded = {verb for verb, _sentence in verbs()}

    assert (sorted(recorded - set(SENTENCES)), sorted(set(SENTENCES) - recorded)) == ([], [])


def test_every_sentence_is_there_in_both_languages():
    english, indonesian = in_language("en"), in_language("id")

    assert [verb for verb in SENTENCES if not english[verb] or english[verb] == indonesian[verb]] == []


def test_composed_verbs_are_those_of_the_steps_of_a_commitment():
    (composed,) = COMPOSED.values()

    assert sorted(composed) == sorted(f"cooperation.commitment_{step.kind}" for step in STEPS.values())


@pytest.mark.parametrize(
    ("code", "found"),
    [("'a.done'", ["a.done"]), ("'a.begun' if new else 'a.ended'", ["a.begun", "a.ended"])],
)
def test_collector_reads_a_word_and_a_choice_of_two(code, found):
    assert spelled(ast.parse(code, mode="eval").body, "here") == found


def test_collector_refuses_what_it_cannot_read():
    with pytest.raises(SystemExit, match="here: verb is no verb that can be read here"):
        spelled(ast.parse("verb", mode="eval").body, "here")
