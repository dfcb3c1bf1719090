"""Papers for signing and sending: PDF, Word, and the response that carries them.

A PDF template is a Typst file of the app that needs it, `<app>/templates/<app>/documents/letter.typ`:

    #import "/core/documents/base.typ": *
    #show: letter.with(data)
    #facts(data.facts)
    #prose(data.closing)

and is filled with (the one of core is exactly this letter)

    render_pdf("cooperation/documents/letter.typ", {
        "title": "Undangan rapat persiapan",                       # also the title in the file's properties
        "letterhead": [{"name": "Kelompok Kerja …", "lines": ["Jakarta"]}, {"name": "Pemerintah …"}],
        "place_date": "Purwakarta, 18 Maret 2024",
        "reference": [["Nomor", "12/SC/III/2024"], ["Hal", "Undangan"]],
        "to": ["Kepala Badan Kesbangpol", "di Purwakarta"],
        "salutation": "Dengan hormat,",
        "text": "Paragraphs, divided by an empty line.",
        "facts": [["Hari, tanggal", "Kamis, 21 Maret 2024"], ["Tempat", "Aula"]],
        "closing": "Atas perhatiannya kami sampaikan terima kasih.",
        "signatures": [{"role": "Ketua Pelaksana", "organisation": "…", "name": "…", "lines": ["NIP …"]}],
        "copies": ["Tembusan:", "1. Sekretaris Daerah"],
    })

`base.typ` offers the page (`paper`, `letter`, `minutes`) and the parts (`letterhead`, `reference`, `facts`,
`prose`, `listing`, `signatures`); each says there which data it reads. Words come from the data, already
translated: Typst files hold no sentences. Text in the data is never read as Typst code.

A Word template is a JSON list of blocks, `<app>/templates/<app>/documents/minutes.json`; see `docx.py`.
Letters and minutes that need nothing special use `core/documents/letter` and `core/documents/minutes`
(.typ for PDF, .json for Word, the same data for both; Word wants every key they name, empty ones too).
"""

from pendopo.core.documents.docx import render_docx
from pendopo.core.documents.pdf import render_pdf
from pendopo.core.documents.response import document_response

__all__ = ["document_response", "render_docx", "render_pdf"]
