"""The prompts that people made: what is said, and each recording of it."""

from sqlalchemy import BigInteger, Column, Integer, Table, Text

from switchroom.runtime.tables import metadata

prompts = Table(
    "prompts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("language", Text, primary_key=True),
    Column("text", Text, nullable=False),
    Column("current", Integer, nullable=False),
    Column("changed", BigInteger, nullable=False),
)
"""A prompt by its name, or a sentence by its `domain.speaking.keys.sentence_id`.

`current` 0: no take is heard.
"""

takes = Table(
    "prompt_takes",
    metadata,
    Column("prompt", Text, primary_key=True),
    Column("language", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("origin", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("duration", Integer, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("author", Text, nullable=False),
)
