"""Everything that is kept: tables, repositories, migrations. Nothing outside this room knows SQL."""
