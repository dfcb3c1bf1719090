"""Minutes: from draft to public, with nothing overwritten and nothing changed after approval."""

import pytest
from tests.cooperation.factories import approve_both, make_meeting, make_minutes, publish

from pendopo.convenings.enums import Side
from pendopo.cooperation.actions.agenda import add_agenda_item, move_agenda_item
from pendopo.cooperation.actions.meeting import edit_meeting
from pendopo.cooperation.actions.minutes import (
    approve_minutes,
    content,
    fingerprint,
    open_minutes,
    publish_minutes,
    return_to_draft,
    send_for_comment,
)
from pendopo.cooperation.actions.paragraph import (
    add_paragraph,
    comment_on_paragraph,
    remove_paragraph,
    resolve_comment,
    save_paragraph,
)
from pendopo.cooperation.errors import (
    CommentsOpen,
    MinutesEmpty,
    MinutesExist,
    MinutesFrozen,
    NotInComment,
    NotYetApproved,
    ParagraphNotEmpty,
    SideApprovedAlready,
    StaleParagraph,
    TextChangedSinceApproval,
)
from pendopo.cooperation.models import Paragraph
from pendopo.core.errors import NotAllowed

pytestmark = pytest.mark.django_db


@pytest.fixture
def minutes(sari):
    return make_minutes(sari)


@pytest.fixture
def paragraph(minutes):
    return minutes.paragraphs.get()


def test_paragraphs_are_numbered_under_their_agenda_item(sari):
    meeting = make_meeting(sari)
    first, second = (add_agenda_item(meeting=meeting, title_ind=t, by=sari) for t in "AB")
    minutes = open_minutes(meeting=meeting, by=sari)

    for item in (second, first, second):
        add_paragraph(minutes=minutes, agenda_item=item, text_ind="Teks", by=sari)

    assert [p.label for p in minutes.paragraphs.all()] == ["1.1", "2.1", "2.2"]


def test_minutes_get_the_number_of_their_meeting(sari):
    assert make_minutes(sari, meeting=None).number == "001/NTL/WGWC-2024/III/2024"


def test_a_meeting_has_one_record(minutes, sari):
    with pytest.raises(MinutesExist):
        open_minutes(meeting=minutes.meeting, by=sari)


def test_an_empty_paragraph_is_offered_again(minutes, sari):
    item = minutes.meeting.agenda.get()

    first, again = (add_paragraph(minutes=minutes, agenda_item=item, by=sari) for _ in range(2))

    assert first == again


def test_two_people_never_overwrite_each_other(paragraph, sari, hasan):
    save_paragraph(paragraph=paragraph, text_ind="Teks Hasan", text_en="", revision=1, by=hasan)

    with pytest.raises(StaleParagraph) as refused:
        save_paragraph(paragraph=paragraph, text_ind="Teks Sari", text_en="", revision=1, by=sari)

    stored = refused.value.data["paragraph"]
    assert (stored.text_ind, stored.revision, refused.value.data["name"]) == ("Teks Hasan", 2, "Hasan")


def test_the_text_that_another_replaced_is_kept(paragraph, sari, hasan):
    save_paragraph(paragraph=paragraph, text_ind="Teks Hasan", text_en="", revision=1, by=hasan)
    save_paragraph(paragraph=paragraph, text_ind="Teks Sari", text_en="", revision=2, by=sari)

    assert [(v.revision, v.text_ind) for v in paragraph.versions.all()] == [
        (2, "Teks Hasan"),
        (1, "Kesbangpol menyetujui empat lokasi."),
    ]


def test_the_same_text_sent_twice_is_saved_once(paragraph, sari):
    for _ in range(2):
        stored = save_paragraph(paragraph=paragraph, text_ind="Baris\r\ndua", text_en="", revision=1, by=sari)

    assert (stored.revision, stored.text_ind) == (2, "Baris\ndua")


def test_only_empty_paragraphs_are_removed(minutes, paragraph, sari):
    with pytest.raises(ParagraphNotEmpty):
        remove_paragraph(paragraph=paragraph, by=sari)

    remove_paragraph(
        paragraph=save_paragraph(paragraph=paragraph, text_ind="", text_en="", revision=1, by=sari), by=sari
    )
    assert minutes.paragraphs.count() == 0


def test_empty_minutes_are_not_sent(sari):
    with pytest.raises(MinutesEmpty):
        send_for_comment(minutes=make_minutes(sari, texts=()), by=sari)


def test_minutes_go_back_to_draft_while_nobody_has_approved(minutes, sari, hasan):
    send_for_comment(minutes=minutes, by=sari)
    assert return_to_draft(minutes=minutes, by=hasan).status == "draft"

    send_for_comment(minutes=minutes, by=sari)
    approve_minutes(minutes=minutes, side=Side.NETWORK, by=sari)
    with pytest.raises(MinutesFrozen):
        return_to_draft(minutes=minutes, by=hasan)


def test_each_side_approves_for_itself(minutes, sari, dewi, hasan):
    send_for_comment(minutes=minutes, by=sari)

    with pytest.raises(NotAllowed):
        approve_minutes(minutes=minutes, side=Side.GOVERNMENT, by=sari)
    approve_minutes(minutes=minutes, side=Side.NETWORK, by=dewi)
    with pytest.raises(SideApprovedAlready):
        approve_minutes(minutes=minutes, side=Side.NETWORK, by=sari)
    approve_minutes(minutes=minutes, side=Side.GOVERNMENT, by=hasan)

    minutes.refresh_from_db()
    assert minutes.status == "approved"


def test_a_draft_is_not_approved(minutes, sari):
    with pytest.raises(NotInComment):
        approve_minutes(minutes=minutes, side=Side.NETWORK, by=sari)


def test_the_first_approval_freezes_and_hashes_the_text(minutes, paragraph, sari):
    send_for_comment(minutes=minutes, by=sari)

    approval = approve_minutes(minutes=minutes, side=Side.NETWORK, by=sari)

    minutes.refresh_from_db()
    assert minutes.frozen == {
        "attendance": [],
        "paragraphs": [
            {
                "id": str(paragraph.pk),
                "label": "1.1",
                "agenda": {"ind": "Kunjungan lapangan", "en": "Exposure visit"},
                "text": {"ind": "Kesbangpol menyetujui empat lokasi.", "en": ""},
            }
        ],
    }
    assert minutes.content_hash == approval.content_hash == fingerprint(minutes.frozen)


def test_no_edit_passes_after_the_first_approval(minutes, paragraph, sari):
    send_for_comment(minutes=minutes, by=sari)
    approve_minutes(minutes=minutes, side=Side.NETWORK, by=sari)
    item = minutes.meeting.agenda.get()

    edits = [
        lambda: save_paragraph(paragraph=paragraph, text_ind="Lain", text_en="", revision=1, by=sari),
        lambda: add_paragraph(minutes=minutes, agenda_item=item, text_ind="Baru", by=sari),
        lambda: move_agenda_item(item=item, up=True, by=sari),
        lambda: edit_meeting(meeting=minutes.meeting, by=sari, place="Lain"),
    ]
    for edit in edits:
        with pytest.raises(MinutesFrozen, match="Propose an amendment"):
            edit()


def test_a_text_changed_behind_our_back_is_not_approved(minutes, paragraph, sari, hasan):
    send_for_comment(minutes=minutes, by=sari)
    approve_minutes(minutes=minutes, side=Side.NETWORK, by=sari)
    Paragraph.objects.filter(pk=paragraph.pk).update(text_ind="Lain")

    with pytest.raises(TextChangedSinceApproval):
        approve_minutes(minutes=minutes, side=Side.GOVERNMENT, by=hasan)


def test_both_languages_count_in_the_fingerprint(minutes, paragraph, sari):
    before = fingerprint(content(minutes))

    save_paragraph(
        paragraph=paragraph, text_ind=paragraph.text_ind, text_en="Four sites.", revision=1, by=sari
    )

    assert fingerprint(content(minutes)) != before


def test_only_approved_minutes_are_published(minutes, sari, hasan):
    with pytest.raises(NotYetApproved):
        publish_minutes(minutes=minutes, by=sari)

    approve_both(minutes, network=sari, government=hasan)
    assert publish_minutes(minutes=minutes, by=hasan).status == "published"


def test_open_comments_hold_up_the_approval(minutes, paragraph, sari, hasan, lina):
    send_for_comment(minutes=minutes, by=sari)
    comment = comment_on_paragraph(paragraph=paragraph, text="Lima lokasi.", by=lina)

    with pytest.raises(CommentsOpen):
        approve_minutes(minutes=minutes, side=Side.NETWORK, by=sari)
    resolve_comment(comment=comment, by=hasan)
    approve_minutes(minutes=minutes, side=Side.NETWORK, by=sari)

    assert (comment.side, comment.resolved_by) == ("network", hasan)


def test_a_draft_takes_no_comments(paragraph, lina):
    with pytest.raises(NotAllowed):
        comment_on_paragraph(paragraph=paragraph, text="Lima lokasi.", by=lina)


def test_published_minutes_keep_their_fingerprint(minutes, sari, hasan):
    minutes = publish(minutes, network=sari, government=hasan)

    assert fingerprint(content(minutes)) == minutes.content_hash
