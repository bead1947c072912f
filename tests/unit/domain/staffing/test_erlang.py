"""Erlang's formulas against published tables, closed forms and the chain solved directly."""

from math import inf, isclose

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchroom.domain.staffing.erlang import (
    agents_for,
    erlang_a,
    erlang_b,
    erlang_c,
    service_level,
)
from switchroom.kernel.errors import InvalidError

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("agents", "load"), [(1, 0.0101), (5, 1.36), (10, 4.46), (50, 37.9), (100, 84.1)]
)
def test_one_in_a_hundred_is_lost_when_load_is_the_tables(agents: int, load: float) -> None:
    assert erlang_b(agents, load) == pytest.approx(0.01, rel=0.01)


def test_loss_is_what_the_definition_says_when_sums_are_small() -> None:
    terms = [1.0]
    for number in range(1, 8):
        terms.append(terms[-1] * 5.5 / number)
    assert erlang_b(7, 5.5) == pytest.approx(terms[-1] / sum(terms), rel=1e-13)


@given(load=st.floats(0.01, 0.99))
def test_waiting_is_load_when_there_is_one_agent(load: float) -> None:
    assert erlang_c(1, load).waits == pytest.approx(load)
    assert erlang_c(1, load, service=3.0).wait == pytest.approx(3.0 * load / (1 - load))


def test_nobody_catches_up_when_load_exceeds_agents() -> None:
    assert erlang_c(10, 10.0).wait == inf
    assert service_level(10, 12.0, within=20) == 0


def test_formulas_stay_finite_when_agents_are_thousands() -> None:
    assert 0 < erlang_b(10_000, 9_900.0) < 0.01
    assert 0 < erlang_c(10_000, 9_900.0).waits < 1
    assert 0 < erlang_a(10_000, 10_500.0, patience=0.5).abandons < 0.1


@given(
    agents=st.integers(1, 30),
    load=st.floats(0.1, 40),
    patience=st.floats(0.1, 5),
    service=st.floats(0.5, 5),
)
def test_patience_formula_equals_the_chain_when_solved_directly(
    agents: int, load: float, patience: float, service: float
) -> None:
    arrivals = load / service
    logs = [0.0]
    for number in range(1, 2_000):
        leaving = min(number, agents) / service + max(number - agents, 0) / patience
        logs.append(logs[-1] + np.log(arrivals / leaving))
    shares = np.exp(np.array(logs) - max(logs))
    shares /= shares.sum()
    queued = float(sum(shares[n] * (n - agents) for n in range(agents, 2_000)))
    got = erlang_a(agents, load, patience, service)
    assert got.waits == pytest.approx(float(shares[agents:].sum()), rel=1e-6, abs=1e-12)
    assert got.wait == pytest.approx(queued / arrivals, rel=1e-6, abs=1e-12)


def test_those_who_cannot_be_served_give_up_when_agents_are_far_too_few() -> None:
    got = erlang_a(1, 40.0, patience=10.0, service=0.1)
    assert got.waits == pytest.approx(1)
    assert got.abandons == pytest.approx(1 - 1 / 40)
    assert got.occupancy == pytest.approx(1)


def test_patience_formula_nears_erlang_c_when_nobody_gives_up() -> None:
    assert isclose(erlang_a(12, 10.0, patience=1e7).wait, erlang_c(12, 10.0).wait, rel_tol=1e-4)


def test_fewest_agents_are_found_when_a_level_is_asked_for() -> None:
    agents = agents_for(0.8, load=10.0, within=20, service=180)
    assert service_level(agents, 10.0, 20, 180) >= 0.8
    assert service_level(agents - 1, 10.0, 20, 180) < 0.8


def test_nonsense_is_refused_when_figures_are_out_of_range() -> None:
    with pytest.raises(InvalidError):
        erlang_b(-1, 1.0)
    with pytest.raises(InvalidError):
        erlang_a(3, 1.0, patience=0)
    with pytest.raises(InvalidError):
        agents_for(1.0, 5.0, 20)
