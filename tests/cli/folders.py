"""Small folders for tests of the import: right in everything, until a test spoils one cell."""

from pathlib import Path

FILES = {
    "convening.csv": (
        "slug,title_ind,title_en,starts_on,ends_on\n"
        "kecil-2024,Pertemuan Kecil,Small Meeting,2024-05-05,2024-05-08\n"
    ),
    "organisations.csv": (
        "code,name,kind,side,note\nORG-1,Jejaring,cso,network,\n"
        "ORG-2,Pemerintah Kabupaten,government_regency,government,host\n"
    ),
    "units.csv": "code,organisation,name\nUNIT-1,ORG-2,Kesbangpol\n",
    "users.csv": (
        "code,full_name,email\nsari,Sari,sari@import.example\ndewi,Dewi,dewi@import.example\n"
        "hasan,Hasan,hasan@import.example\n"
    ),
    "roles.csv": (
        "user,role,organisation,unit\nsari,secretariat,ORG-1,\ndewi,chair,ORG-1,\nhasan,liaison,ORG-2,UNIT-1\n"
    ),
    "people.csv": "code,name,organisation\nani,Ani,ORG-1\nbudi,Budi,ORG-1\n",
    "meetings.csv": (
        "code,number,kind,mode,title_ind,held_on,weekday,minutes\n"
        "MTG-1,1,preparatory,in_person,Pertemuan pertama,2024-03-21,Kamis,published\n"
    ),
    "attendance.csv": (
        "meeting,organisation,female,male,not_stated,total,named\nMTG-1,ORG-1,1,0,2,3,ani;budi\n"
    ),
    "agenda.csv": "meeting,position,title_ind\nMTG-1,1,Pembukaan\n",
    "paragraphs.csv": "meeting,label,text_ind\nMTG-1,1.1,Disepakati.\n",
    "agreements.csv": "code,meeting,paragraph,title_ind\nAGR-1,MTG-1,1.1,Tempat\n",
    "commitments.csv": (
        "code,agreement,what_ind,organisation,unit,due,evidence_expected_ind,on\n"
        "COM-01,AGR-1,Menyiapkan ruang,ORG-2,UNIT-1,2024-04-01,Foto,2024-03-21\n"
    ),
    "commitment_events.csv": (
        "commitment,on,step,title,url,due,note\nCOM-01,2024-03-22,accept,,,,\nCOM-01,2024-03-23,start,,,,\n"
        "COM-01,2024-03-25,move,,,2024-04-10,Ruang dipakai.\n"
        "COM-01,2024-04-05,evidence,Foto ruang,https://example.org/foto,,\nCOM-01,2024-04-05,done,,,,\n"
        "COM-01,2024-04-06,verify,,,,\n"
    ),
    "figures.csv": "code,label_ind,value,kind,as_of,source\nhadir,hadir,3,attended,2024-03-21,Notulen\n",
    "news.csv": (
        "code,status,publish_at,title_ind,body_ind,written_by,approved_by\n"
        "berita,published,2024-03-22 10:15,Pertemuan pertama,Kedua pihak bertemu.,sari,hasan\n"
    ),
    "news_figures.csv": "article,figure,label_ind\nberita,hadir,\nberita,,hadir dari pemerintah\n",
}


def write_folder(folder: Path, **spoiled: str) -> Path:
    """The folder; `spoiled` names a file without its ending and gives its whole content."""
    for name, content in (FILES | {f"{name}.csv": text for name, text in spoiled.items()}).items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def changed(file: str, old: str, new: str) -> dict[str, str]:
    """One file with one piece replaced."""
    content = FILES[f"{file}.csv"]
    if old not in content:
        raise ValueError(f"{file}.csv does not contain {old!r}.")
    return {file: content.replace(old, new)}
