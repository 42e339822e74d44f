"""What is kept on disk: the encrypted database, its keys, and two small plain files.

Importing this package loads none of its parts: SQLAlchemy costs more than all of Qt, and the waiting
program never needs it.
"""
