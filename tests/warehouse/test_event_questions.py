"""The questions that people ask of the events, on the sample corpus."""

from __future__ import annotations

from warehouse.connect import opened
from warehouse.layout import Home


def test_all_signings_of_a_park_in_a_year_with_their_money(sample: Home) -> None:
    with opened(sample.warehouse, read_only=True) as connection:
        rows = connection.execute(
            "SELECT title, amount FROM v_event_timeline WHERE park_key = '贵安新区' AND event_type = 'signing' AND year = 2017 AND amount IS NOT NULL"
        ).fetchall()
    assert [amount for _, amount in rows] == [31_640_000_000.0]


def test_parks_by_starts_and_completions(sample: Home) -> None:
    with opened(sample.warehouse, read_only=True) as connection:
        rows = connection.execute(
            """
            SELECT park_key, count(*) FILTER (event_type = 'construction_start') AS starts, count(*) FILTER (event_type = 'completion') AS completions
            FROM v_event_timeline
            GROUP BY park_key
            HAVING starts + completions > 0
            ORDER BY starts + completions DESC, park_key
            """
        ).fetchall()
    assert rows
    assert all(starts >= 0 and completions >= 0 for _, starts, completions in rows)


def test_who_takes_part_in_most_events(sample: Home) -> None:
    with opened(sample.warehouse, read_only=True) as connection:
        rows = connection.execute(
            "SELECT name, count(*) AS events FROM (SELECT unnest(participants) AS name FROM v_event_timeline) GROUP BY name ORDER BY events DESC, name LIMIT 5"
        ).fetchall()
    assert rows
    assert all(name.strip() for name, _ in rows)
