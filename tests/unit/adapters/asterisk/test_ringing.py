import pytest

from switchroom.adapters.asterisk.ringing import originate, seconds
from switchroom.kernel.errors import InvalidError
from switchroom.ports.telephony import RingPlan

pytestmark = pytest.mark.unit


def plan(
    endpoint: str = "agent:1001",
    name: str = "王先生",
    recording: str | None = None,
    headers: dict[str, str] | None = None,
) -> RingPlan:
    return RingPlan(
        leg="leg",
        endpoint=endpoint,
        caller="13800138000",
        caller_name=name,
        timeout=20_500,
        recording=recording,
        headers=headers or {},
        interaction="interaction-1",
    )


def test_leg_is_rung_through_the_dialplan_when_it_is_an_agents() -> None:
    query = dict(originate(plan()).parameters())
    assert query["endpoint"] == "PJSIP/agent-1001"
    assert query["callerId"] == '"王先生" <13800138000>'
    assert (query["context"], query["timeout"]) == ("switchroom-leg", "21")


def test_number_is_dialled_on_the_trunk_when_the_endpoint_is_one() -> None:
    query = dict(originate(plan("trunk:main/95598")).parameters())
    assert query["endpoint"] == "PJSIP/95598@trunk-main"


def test_variables_carry_interaction_recording_and_headers_when_given() -> None:
    operation = originate(plan(recording="rec-1", headers={"X-Note": "a\r\nTo: b"}))
    assert operation.body == {
        "variables": {
            "SWITCHROOM_INTERACTION": "interaction-1",
            "SWITCHROOM_RECORDING": "rec-1",
            "PJSIP_HEADER(add,X-Note)": "aTo: b",
        }
    }


@pytest.mark.parametrize(
    "endpoint",
    ["1001", "agent:", "agent:10/01", "trunk:main/", "trunk:main/1@evil", "trunk:../x/1", "x:1"],
)
def test_plan_is_refused_when_its_endpoint_is_none(endpoint: str) -> None:
    with pytest.raises(InvalidError):
        originate(plan(endpoint))


@pytest.mark.parametrize("name", ["../x", "a,b", "${X}", ""])
def test_plan_is_refused_when_the_recording_could_be_another_file(name: str) -> None:
    if name:
        with pytest.raises(InvalidError):
            originate(plan(recording=name))
    else:
        assert "SWITCHROOM_RECORDING" not in str(originate(plan(recording=name)).body)


@pytest.mark.parametrize("header", ["From", "X-A\r\nTo", "X-A,b", "X-"])
def test_plan_is_refused_when_a_header_is_not_of_ours(header: str) -> None:
    with pytest.raises(InvalidError):
        originate(plan(headers={header: "x"}))


def test_quotes_cannot_end_the_name_when_it_is_hostile() -> None:
    query = dict(originate(plan(name='a" <911>\r\n')).parameters())
    assert query["callerId"] == '"a 911" <13800138000>'


def test_time_is_whole_seconds_and_never_none() -> None:
    assert [seconds(length) for length in (0, 1, 1000, 1001)] == [1, 1, 1, 2]
