"""What Selfkind knows about rhythm, practice and people: pure Python, standard library only."""
