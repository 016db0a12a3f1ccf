"""Alembic's way into the tables."""

from alembic import context
from sqlalchemy import create_engine

from bot.schema import METADATA, is_compared


def run_migrations() -> None:
    engine = create_engine(context.config.attributes["url"])
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=METADATA,
            render_as_batch=True,
            compare_type=True,
            include_name=is_compared,
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run_migrations()
