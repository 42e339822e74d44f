"""Runs the revisions on the connection that `storage.migrate` hands over, inside its transaction."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes.get("metadata"),  # only for comparing, in tests
    render_as_batch=True,
)
context.run_migrations()
