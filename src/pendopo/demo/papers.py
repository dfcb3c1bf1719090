"""Letters and lists that prove the demonstration's commitments: invented, and saying so."""

from pathlib import Path

NOTICE = "Contoh untuk demonstrasi. Isi dan nama rekaan. / An example for the demonstration; invented."
LETTERS = {
    "surat-jawaban-lokasi.docx": (
        "Surat jawaban empat lokasi kunjungan",
        "Desa Ciwangi: bersedia, 60 orang dalam tiga kelompok.",
        "Sekolah contoh: bersedia, 40 orang dalam dua kelompok.",
        "Dinsos P3A: bersedia, 20 orang dalam satu kelompok.",
        "Kesbangpol dan Satgas Toleransi: bersedia, 40 orang dalam dua kelompok.",
        "Cadangan: pesantren mitra, 40 orang.",
    ),
    "aturan-kunjungan.docx": (
        "Aturan kunjungan lapangan",
        "Tanyakan lebih dulu sebelum merekam; rumah dan murid tidak difoto.",
        "Jangan menanyakan kasus dan nama.",
        "Hormati waktu ibadah dan kerja tuan rumah.",
        "Tanpa penanda berarti jangan difoto.",
    ),
    "surat-tugas-bus.docx": (
        "Surat tugas angkutan, 5 Mei 2024",
        "Empat bus berangkat dari hotel pukul 12.30 WIB.",
        "Dua mobil pengawal menyertai rombongan.",
        "Penumpang dihitung saat naik dan turun.",
    ),
    "bahan-bilateral.docx": (
        "Bahan bilateral tentang celah RAD PE",
        "Peraturan Bupati 114/2023 berlaku sampai tahun 2024; rencana penerusnya perlu disusun.",
        "Tim RAD PE perlu bertemu setiap triwulan dan mencatat hasilnya.",
        "Kegiatan organisasi masyarakat sipil perlu ikut dihitung dalam laporan.",
    ),
}
LISTS = {
    "buku-surat-keluar.xlsx": (
        ("Nomor", "Tanggal", "Kepada"),
        *((f"{n:03}/UND/WGWC/IV/2024", "2 April 2024", f"Mitra atau kementerian {n}") for n in range(1, 29)),
    ),
    "daftar-hadir-pelatihan.xlsx": (
        ("Nomor", "Peran", "Hadir"),
        *((str(n), f"Pemandu {n}", "ya") for n in range(1, 9)),
    ),
}


def write_papers(folder: Path) -> None:
    """Write every paper into `folder` under the name that commitment_events.csv gives it."""
    for name, (title, *lines) in LETTERS.items():
        _write_letter(folder / name, title, lines)
    for name, rows in LISTS.items():
        _write_list(folder / name, rows)


def _write_letter(path: Path, title: str, lines: list[str]) -> None:
    from docx import Document

    letter = Document()
    letter.add_heading(title, level=1)
    for line in lines:
        letter.add_paragraph(line, style="List Number")
    letter.add_paragraph(NOTICE)
    letter.save(str(path))


def _write_list(path: Path, rows: tuple[tuple[str, ...], ...]) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        sheet.write(len(rows) + 1, 0, NOTICE)
