"""How names are compared: real-looking Indonesian variants that are one person, and pairs that are two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pendopo.delegates.queries.duplicates import ENOUGH
from pendopo.delegates.queries.names import Vocabulary, alike, name_key, one_apart, spelling, tokens

ONE_PERSON = [
    ("Hj. Siti Aminah, S.Pd.", "Siti Aminah"),
    ("Siti Aminah", "Sitti Aminah"),
    ("St. Aminah", "Siti Aminah"),
    ("Soekarno", "Sukarno"),
    ("Soeharto Widjaja", "Suharto Wijaya"),
    ("Djoko Santoso", "Joko Santoso"),
    ("Tjahjo Koemolo", "Cahyo Kumolo"),
    ("Jusuf Kala", "Yusuf Kalla"),
    ("Nurul Hidayah", "Noerul Hidajah"),
    ("Muh. Ridwan Hakim", "Muhammad Ridwan Hakim"),
    ("M. Ridwan Hakim", "Mohammad Ridwan Hakim"),
    ("Mochamad Rizki", "Muhamad Rizky"),
    ("Achmad Syaifullah", "Ahmad Saefullah"),
    ("Abd. Rahman Saleh", "Abdul Rahman Soleh"),
    ("Rachmat Hidayat", "Rahmat Hidayat"),
    ("Khadijah Nasution", "Chadidjah Nasution"),
    ("Fitriani Dewi", "Pitriani Dewi"),
    ("Novi Andriani", "Nopi Andriany"),
    ("Dr. Ir. H. Bambang Sutrisno, M.Si., Ph.D.", "Bambang Sutrisno"),
    ("KH. Abdul Wahid", "Abdul Wahid"),
    ("Ust. Zainal Arifin", "Zaenal Arifin"),
    ("Rina Wati SH", "Rina Wati"),
    ("Rinawati", "Rina Wati"),
    ("Aminah, Siti", "Siti Aminah"),
    ("Nur Aini Lestari", "Lestari Nur Aini"),
    ("Maria Y. Bano", "Maria Yosefina Bano"),
    ("Yosefina Bano", "Yosephina Bano"),
    ("Siti Nur Aminah", "Siti Aminah"),
    ("Dian Pertiwi", "Diyan Pertiwi"),
    ("Suparno", "Soeparno"),
    ("Suparno", "SUPARNO"),
    ("Bu Yohana", "Yohana"),
    ("Aisyah Rahmawati", "Aisah Rahmawati"),
    ("Zulkifli Hasan", "Zulkipli Hassan"),
    ("Theresia Wenda", "Teresia Wenda"),
    ("Hendrawan Saputra", "Hendarwan Saputra"),
]
TWO_PEOPLE = [
    ("Siti Aminah", "Siti Fatimah"),
    ("Siti Aminah", "Siti Nurhaliza"),
    ("Budi Santoso", "Budi Hartono"),
    ("Budi", "Budi Santoso"),
    ("Suparno", "Suparmi"),
    ("Ahmad Fauzi", "Ahmad Rizal"),
    ("Muhammad Ali", "Muhammad Iqbal"),
    ("Dewi Lestari", "Dewi Sartika"),
    ("Nur Hasanah", "Nur Hidayah"),
    ("Maria Bano", "Maria Tuka"),
    ("Abdul Rahman", "Abdul Karim"),
    ("Sri Wahyuni", "Sri Mulyani"),
    ("Agus", "Asep"),
    ("Rina Wati", "Rani Wulan"),
    ("Putu Ayu", "Made Ayu Lestari"),
    ("", "Budi"),
]


@pytest.mark.parametrize(("one", "other"), ONE_PERSON)
def test_variants_of_one_name_are_shown(one, other):
    assert (alike(one, other) >= ENOUGH, alike(other, one) >= ENOUGH) == (True, True), alike(one, other)


@pytest.mark.parametrize(("one", "other"), TWO_PEOPLE)
def test_different_people_are_not(one, other):
    assert alike(one, other) < ENOUGH, (alike(one, other), tokens(one), tokens(other))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Dra. Hj. Nurhayati, M.Pd.", ("nurhaiati",)),
        ("Haji", ("haji",)),
        ("Ibu", ("ibu",)),
        ("李 明", ("李", "明")),
        ("😀", ("😀",)),
        ("O'Brien D’Cunha", ("obrien", "dcunha")),
        ("", ()),
        (" , ", (",",)),
    ],
)
def test_words_that_are_compared(name, words):
    assert tokens(name) == tuple(spelling(word) for word in words)


def test_a_key_is_the_same_for_title_spelling_and_order():
    assert name_key("Hj. Siti Noerhaliza, S.Pd.") == name_key("NURHALIZA Sitti")


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("abc", "abc", True),
        ("abc", "acb", True),
        ("abc", "abcd", True),
        ("abc", "abd", True),
        ("abc", "adcb", False),
    ],
)
def test_one_letter_apart(one, other, apart):
    assert (one_apart(one, other), one_apart(other, one)) == (apart, apart)


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_texts_can_be_compared(one, other):
    found = alike(one, other)

    assert 0 <= found <= 1
    assert abs(found - alike(other, one)) < 1e-9


@given(st.text(min_size=1, max_size=40).filter(str.strip))
def test_everybody_is_alike_to_themselves(name):
    assert alike(name, name) == 1


WORDS = st.sampled_from(
    ["siti", "sitti", "st", "aminah", "aminan", "rina", "wati", "rinawati", "nur", "n", "muhamad"]
)
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)


@given(st.lists(NAMES | st.text(max_size=12), min_size=2, max_size=5))
def test_whoever_is_left_out_beforehand_is_not_alike(names):
    many = Vocabulary(names)

    wrong = [
        (one, other)
        for i, one in enumerate(names)
        for j, other in enumerate(names)
        if alike(one, other) >= ENOUGH and not many.may_be_alike(i, j, ENOUGH)
    ]

    assert wrong == []


def test_most_pairs_that_share_a_word_need_no_closer_look():
    many = Vocabulary(["Siti Aminah", "Siti Rohayati", "Sitti Aminah"])

    assert [many.may_be_alike(0, other, ENOUGH) for other in (1, 2)] == [False, True]
