"""What a convening starts with: the usual stages, questions, consent texts and times of keeping."""

from dataclasses import dataclass

from pendopo.convenings.enums import Role
from pendopo.delegates.enums import DelegateState as S
from pendopo.delegates.enums import FieldKind as F
from pendopo.delegates.enums import Kept, Passes, Purpose, Stage

Option = tuple[str, str, str]

OPENS: dict[Stage, tuple[S, ...]] = {
    Stage.REGISTER: (S.NOMINATED, S.REGISTERED, S.SELECTED, S.WAITING, S.CONFIRMED),
    Stage.TRAVEL: (S.SELECTED, S.CONFIRMED),
    Stage.PREFERENCES: (S.CONFIRMED,),
}
EDITORS = (Role.SECRETARIAT,)
KEPT_DAYS = {
    Kept.RISK: 30,
    Kept.NEEDS: 30,
    Kept.HEALTH: 30,
    Kept.PAPERS: 90,
    Kept.IDENTITY: 365,
    Kept.ANSWERS: 365,
}


@dataclass(frozen=True, slots=True)
class Ask:
    """One usual question in both languages, and after which answer it is asked."""

    key: str
    kind: F
    ind: str
    en: str
    kept: Kept = Kept.ANSWERS
    options: tuple[Option, ...] = ()
    help_ind: str = ""
    help_en: str = ""
    after: str = ""
    test: Passes | None = None
    value: str = ""


# The Washington Group Short Set on Functioning: six questions, four answers. A person counts as having a
# disability with "a lot of difficulty" or "cannot do it at all" in at least one of them.
FUNCTIONS = ("wg_seeing", "wg_hearing", "wg_walking", "wg_remembering", "wg_self_care", "wg_communicating")
SEVERE = frozenset({"a_lot", "cannot"})
_HOW_MUCH: tuple[Option, ...] = (
    ("none", "Tidak, tanpa kesulitan", "No, no difficulty"),
    ("some", "Ya, sedikit kesulitan", "Yes, some difficulty"),
    ("a_lot", "Ya, banyak kesulitan", "Yes, a lot of difficulty"),
    ("cannot", "Tidak bisa sama sekali", "Cannot do it at all"),
)
_WORDS = (
    ("Apakah Anda mengalami kesulitan melihat, walau memakai kacamata?",
     "Do you have difficulty seeing, even if wearing glasses?"),
    ("Apakah Anda mengalami kesulitan mendengar, walau memakai alat bantu dengar?",
     "Do you have difficulty hearing, even if using a hearing aid?"),
    ("Apakah Anda mengalami kesulitan berjalan atau naik tangga?",
     "Do you have difficulty walking or climbing steps?"),
    ("Apakah Anda mengalami kesulitan mengingat atau berkonsentrasi?",
     "Do you have difficulty remembering or concentrating?"),
    ("Apakah Anda mengalami kesulitan mengurus diri, misalnya mandi atau berpakaian?",
     "Do you have difficulty with self-care, such as washing all over or dressing?"),
    ("Dalam bahasa Anda sehari-hari, apakah Anda mengalami kesulitan berkomunikasi, misalnya memahami atau dipahami?",
     "Using your usual language, do you have difficulty communicating, for example understanding or being understood?"),
)  # fmt: skip
_N = Kept.NEEDS

REGISTER: tuple[Ask, ...] = (
    Ask("access", F.CHOICES, "Yang perlu kami siapkan", "What we should prepare", _N, (
        ("ramp", "Jalur datar atau kursi roda", "Step-free ways or a wheelchair"),
        ("sign", "Juru bahasa isyarat", "A sign language interpreter"),
        ("captions", "Teks untuk yang diucapkan", "Captions for what is said"),
        ("print", "Tulisan besar atau berkas yang bisa dibacakan", "Large print, or files that can be read aloud"),
        ("quiet", "Ruang tenang", "A quiet room"),
        ("other", "Yang lain", "Something else"),
    )),
    Ask("access_other", F.LONG, "Apa yang Anda perlukan?", "What do you need?", _N,
        after="access", test=Passes.INCLUDES, value="other"),
    Ask("companion", F.YES_NO, "Apakah ada pendamping yang ikut?", "Does somebody come along to assist you?", _N),
    Ask("companion_room", F.YES_NO, "Apakah pendamping sekamar dengan Anda?", "Do you share a room with them?", _N,
        after="companion", test=Passes.IS, value="yes"),
    Ask("children", F.NUMBER, "Berapa anak yang ikut?", "How many children come with you?", _N,
        help_ind="Jumlah saja. Nama anak tidak kami minta.", help_en="Only how many. We do not ask for their names."),
    Ask("children_ages", F.TEXT, "Berapa umur mereka?", "How old are they?", _N,
        after="children", test=Passes.AT_LEAST, value="1"),
    Ask("child_care", F.YES_NO, "Perlu penitipan anak selama sesi?", "Do you need child care during the sessions?", _N,
        after="children", test=Passes.AT_LEAST, value="1"),
    Ask("diet", F.CHOICES, "Makanan Anda", "Your food", _N, (
        ("vegetarian", "Tanpa daging dan ikan", "No meat or fish"),
        ("soft", "Makanan lunak", "Soft food"),
        ("sugar", "Rendah gula", "Low in sugar"),
        ("allergy", "Saya alergi sesuatu", "I am allergic to something"),
    )),
    Ask("allergy", F.TEXT, "Alergi terhadap apa?", "Allergic to what?", _N,
        after="diet", test=Passes.INCLUDES, value="allergy"),
    *(Ask(key, F.CHOICE, ind, en, Kept.HEALTH, _HOW_MUCH)
      for key, (ind, en) in zip(FUNCTIONS, _WORDS, strict=True)),
)  # fmt: skip

TRAVEL: tuple[Ask, ...] = (
    Ask("from", F.TEXT, "Anda berangkat dari mana?", "Where do you travel from?",
        help_ind="Desa, kecamatan, atau kota.", help_en="Village, district or town."),
    Ask("by", F.CHOICE, "Dengan apa Anda datang?", "How do you come?", options=(
        ("bus", "Bus atau travel", "Bus or shared car"), ("train", "Kereta", "Train"), ("plane", "Pesawat", "Plane"),
        ("ship", "Kapal", "Ship"), ("own", "Kendaraan sendiri", "Own vehicle"))),
    Ask("arrives_on", F.DATE, "Kapan Anda tiba?", "When do you arrive?"),
    Ask("emergency", F.PHONE, "Nomor yang dihubungi bila ada apa-apa", "Number to call if something happens", _N),
    Ask("refund", F.YES_NO, "Perlu penggantian ongkos?", "Do you need your fare refunded?"),
    Ask("bank", F.TEXT, "Nama bank", "Name of the bank", Kept.PAPERS, after="refund", test=Passes.IS, value="yes"),
    Ask("bank_account", F.TEXT, "Nomor rekening", "Account number", Kept.PAPERS,
        after="refund", test=Passes.IS, value="yes"),
    Ask("bank_holder", F.TEXT, "Rekening atas nama", "Account holder", Kept.PAPERS,
        after="refund", test=Passes.IS, value="yes"),
)  # fmt: skip

PREFERENCES: tuple[Ask, ...] = (
    Ask("hears", F.CHOICES, "Bahasa yang nyaman bagi Anda", "Languages that you follow easily", options=(
        ("id", "Indonesia", "Indonesian"), ("en", "Inggris", "English"), ("bisindo", "Isyarat (BISINDO)",
         "Sign language (BISINDO)"))),
    Ask("other_language", F.TEXT, "Bahasa daerah", "Another language",
        help_ind="Bila Anda lebih nyaman dengan bahasa lain.", help_en="If another language is easier for you."),
    Ask("wish", F.LONG, "Apa yang ingin Anda bawa pulang dari sini?", "What do you want to take home from here?"),
)  # fmt: skip

QUESTIONS = {Stage.REGISTER: REGISTER, Stage.TRAVEL: TRAVEL, Stage.PREFERENCES: PREFERENCES}

CONSENTS: dict[Purpose, tuple[str, str]] = {
    Purpose.TAKE_PART: (
        "Saya setuju sekretariat jejaring menyimpan nama, nomor telepon, tanggal lahir, dan jawaban saya untuk "
        "mengatur keikutsertaan saya. Pemerintah tuan rumah hanya melihat jumlah, kecuali nama orang yang "
        "diusulkannya sendiri.",
        "I agree that the network's secretariat keeps my name, phone number, date of birth and answers to organise "
        "my participation. The host government sees numbers only, except the names of those it nominated itself.",
    ),
    Purpose.NEEDS: (
        "Saya setuju sekretariat menyimpan kebutuhan akses, makanan, dan pengasuhan saya agar dapat disiapkan. "
        "Dihapus 30 hari setelah hari terakhir.",
        "I agree that the secretariat keeps my access, diet and care needs in order to prepare for them. They are "
        "erased 30 days after the last day.",
    ),
    Purpose.COUNTING: (
        "Saya setuju jawaban saya atas enam pertanyaan tentang kesulitan dipakai untuk menghitung peserta dengan "
        "disabilitas, tanpa nama saya.",
        "I agree that my answers to the six questions about difficulties are used to count participants with "
        "disabilities, without my name.",
    ),
    Purpose.AFTER: (
        "Saya setuju dihubungi setelah temu akbar selesai tentang tindak lanjutnya.",
        "I agree to be written to after the convening about what follows from it.",
    ),
    Purpose.PHOTO: (
        "Saya setuju difoto dengan wajah yang dapat dikenali, sesuai pilihan saya di atas. Foto yang sudah terbit "
        "diturunkan bila saya meminta.",
        "I agree to photos in which I can be recognised, as I chose above. Published photos are taken down when I ask.",
    ),
}
