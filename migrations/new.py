"""`python -m migrations.new ADDRESS WORDS`: writes what the tables have and no migration makes.

ADDRESS is of an empty database, which is brought to the newest version to compare it with.
"""

import sys

from alembic import command

from bot.kit.migrate import configuration, head, upgrade


def write(address: str, words: str) -> None:
    """Versions are numbered: 0001, 0002, …"""
    upgrade(address)
    number = f"{int(head()) + 1:04}"
    command.revision(configuration(address), words, autogenerate=True, rev_id=number)


if __name__ == "__main__":
    write(*sys.argv[1:])
