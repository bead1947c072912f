import pytest
from sqlalchemy import column

from switchroom.runtime.web.access import Identity
from switchroom.runtime.web.export import csv_text
from switchroom.runtime.web.scope import within

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("cell", ["=1+1", "+8613800138000", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_cell_is_made_harmless_when_it_looks_like_a_formula(cell: str) -> None:
    assert f"'{cell}" in csv_text([[cell]])


def test_a_cell_stays_when_it_is_no_formula() -> None:
    assert csv_text([["张伟", -5, None, 'a "b", c']]) == '张伟,-5,,"a ""b"", c"\r\n'


@pytest.mark.parametrize(
    ("site", "departments", "condition"),
    [
        ("*", (), ""),
        ("main", (), "site IN ('main', '')"),
        ("*", ("b", "a"), "department IN ('a', 'b', '')"),
        ("main", ("a",), "site IN ('main', '') AND department IN ('a', '')"),
    ],
)
def test_rows_are_limited_when_somebody_belongs_somewhere(
    site: str, departments: tuple[str, ...], condition: str
) -> None:
    identity = Identity(
        user="u",
        username="u",
        display_name="u",
        session="s",
        permissions=frozenset(),
        site=site,
        departments=frozenset(departments),
    )
    limit = within(identity, column("site"), column("department"))
    written = str(limit.compile(compile_kwargs={"literal_binds": True}))
    assert written.replace("true", "").strip() == condition
