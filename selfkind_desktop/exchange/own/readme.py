"""What an export says about itself to whoever opens it without this program."""

PLAIN = """\
# An export of Selfkind

Everything that Selfkind kept, in one file. Selfkind takes it back in: Settings › Data › Import.
It is not encrypted: whoever can read this file can read all of it.

- `data.json` holds everything, also what is in the trash, older versions of entries, and sealed letters.
  It is JSON: `tables` has one list for each table, and each row stands on a line of its own. In it `at` is
  the instant in UTC, `zone` the time zone the person was in, `day` the day as they lived it (a late evening
  still belongs to the day before). `deleted` is set for what is in the trash. `scales` says what the numbers
  of moods mean.
- `media/` holds pictures and recordings. Each is named by the SHA-256 of its bytes; the table `media` in
  `data.json` tells which is which.
- `entries/` and `letters/` hold the same words once more as Markdown, to read with any program. Nothing reads
  them back in. What is in the trash is left out, and of a sealed letter they say only that it is on its way:
  its words are in `data.json`.
- `manifest.json` names the format, the date, the counts, and size and SHA-256 of every other file.
"""

LOCKED = """\
# A locked export of Selfkind

Everything that Selfkind kept, locked with a passphrase that was chosen when this file was made. Without that
passphrase nobody can open it, the makers of Selfkind included.

- With Selfkind: Settings › Data › Import, and choose this zip as it is.
- Without Selfkind: unpack this zip. `export.zip.age` is encrypted in the format of the free tool age
  (age-encryption.org, C2SP age v1, scrypt). `age --decrypt -o export.zip export.zip.age` asks for the
  passphrase and gives a zip whose README.md says what is in it.
"""

READABLE = """\
# Selfkind, to read

Words and numbers that Selfkind kept, for reading and for other programs. It is not encrypted: whoever can
read these files can read all of it. It does not hold everything (no older versions, no trash, no sealed
words): the other export, “Export everything”, does, and only that one can be taken back in.

- `entries/` and `letters/`: Markdown, one file each, named by the day as lived. The head between the two
  `---` holds plain facts. Of a sealed letter it says only that it is on its way.
- `media/`: pictures and recordings that entries and letters point to.
- `*.csv`: tables, in UTF-8 with a byte order mark (spreadsheets then read every letter right), comma between
  columns, a point in decimal numbers. Text that a spreadsheet could take for a formula begins with `'`.

| file | column | meaning |
| --- | --- | --- |
| all | `day` | the day as lived: a late evening still belongs to the day before |
| all | `time` | the wall-clock time where you were, with its distance from UTC |
| all | `zone` | the time zone you were in |
| check-ins | `mood` | 1 very hard, 2 hard, 3 in between, 4 all right, 5 good |
| check-ins | `words` | emotion words, with `; ` between them |
| check-ins | `place` | where it was noted |
| check-ins | `pause` | the `id` of the pause that it belongs to |
| pauses | `practice` | the key of the practice |
| pauses | `minutes` | the length that was planned; 0 where there was no clock |
| pauses | `seconds` | the time it took |
| pauses | `end` | completed, ended-here or too-much; none is better than another |
| pauses | `source` | what it began from |
| pauses | `mood_before`, `mood_after` | as in check-ins |
| reminders | `due` | when it was planned, in UTC |
| reminders | `answered` | when the answer came, in UTC |
| reminders | `answer` | begun, postponed, declined, expired or let-go |
| reminders | `way` | how it was shown |
| reminders | `minutes` | of postponed: by how many |
"""
