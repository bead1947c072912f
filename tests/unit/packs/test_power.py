"""The demonstration pack as it stands in the repository, and calls through its flows."""

import json
from pathlib import Path

import jsonschema
import pytest
from tests.unit.domain.flow.calling import START, Caller

from switchroom.domain.flow.advice import warnings
from switchroom.domain.flow.contents import fixed_texts
from switchroom.domain.flow.engine import advance
from switchroom.domain.flow.messages import (
    CallFacts,
    EnterQueue,
    HangUp,
    KeyPressed,
    LookUp,
    Play,
    TakeMessage,
)
from switchroom.domain.flow.returning import enter
from switchroom.domain.hours.clock import is_open
from switchroom.domain.numbers.area import home_area
from switchroom.domain.numbers.reach import reach_of
from switchroom.domain.numbers.writing import normalise
from switchroom.features.packs.json_schema import SCHEMAS, as_text, pack_schema
from switchroom.features.packs.pack import Pack, PackError
from switchroom.features.packs.reading import read_pack

pytestmark = pytest.mark.integration

PACKS = Path(__file__).parents[3] / "packs"
FLOW = {"95598": "main", "95597": "big-customers", "95599": "night-test"}


@pytest.fixture(scope="module")
def power() -> Pack:
    return read_pack(PACKS / "power")


def call(power: Pack, number: str) -> Caller:
    """A call that has got past the look-up of the caller's number, who is not known."""
    flow = next(entry.flow for entry in power.data.numbers if entry.number == number)
    caller = Caller(power.library(), flow, called=number)
    assert caller.effect(LookUp).query == "customer-by-number"
    caller.miss()
    return caller


def choose_language(caller: Caller, key: str) -> None:
    caller.hear_out()
    caller.press(key)
    caller.hear_out()


@pytest.mark.parametrize("name", SCHEMAS)
def test_published_schema_is_the_one_in_force_when_compared(name: str) -> None:
    assert (PACKS / name).read_text(encoding="utf-8") == as_text(SCHEMAS[name]())


def test_flows_fit_their_schema_when_validated(power: Pack) -> None:
    schema = json.loads((PACKS / "flow.schema.json").read_text(encoding="utf-8"))
    for source in power.flow_sources.values():
        jsonschema.validate(source, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"id": "p"}, pack_schema())


@pytest.mark.parametrize(
    ("key", "language", "queue"), [("1", "zh", "fault-repair"), ("2", "en", "english")]
)
def test_fault_call_reaches_its_queue_when_language_is_chosen(
    power: Pack, key: str, language: str, queue: str
) -> None:
    caller = call(power, "95598")
    choose_language(caller, key)
    assert caller.effect(Play).language == language
    caller.press("1")
    assert caller.effect(EnterQueue).queue == queue
    assert caller.effect(EnterQueue).announce


def test_recording_notice_is_heard_when_caller_types_ahead(power: Pack) -> None:
    caller = call(power, "95598")
    caller.press("11")
    assert caller.heard()[-1] == "为了提升服务质量，本次通话将被录音。"
    caller.hear_out()
    assert caller.effect(EnterQueue).queue == "fault-repair"


@pytest.mark.parametrize(
    ("account", "found", "read"),
    [
        ("10023", {"balance": "12850"}, ["10023", "账户余额为：", "12850"]),
        ("20045", {"balance": "-8640", "owed": "8640"}, ["20045", "目前欠费：", "8640"]),
    ],
)
def test_balance_is_read_and_billing_follows_when_account_is_entered(
    power: Pack, account: str, found: dict[str, str], read: list[str]
) -> None:
    caller = call(power, "95598")
    choose_language(caller, "1")
    caller.press(f"2{account}#")
    assert caller.effect(LookUp).parameters == {"account": account}
    caller.find(**found)
    caller.hear_out()
    caller.hear_out()
    assert [text for text in caller.heard() if text in read] == read
    assert caller.effect(EnterQueue).queue == "billing"


def test_message_can_be_left_when_all_are_busy(power: Pack) -> None:
    caller = call(power, "95598")
    choose_language(caller, "1")
    caller.press("0")
    caller.leave_queue("voicemail")
    caller.hear_out()
    caller.hear_out()
    assert caller.effect(TakeMessage).mailbox == "service"
    caller.leave_message(9_000)
    caller.hear_out()
    assert caller.effects[-1] == HangUp(cause=16)


def test_message_is_taken_when_night_service_answers(power: Pack) -> None:
    caller = call(power, "95599")
    choose_language(caller, "2")
    assert caller.heard()[-1] == "Our agents are not available at this time."
    caller.hear_out()
    caller.hear_out()
    assert caller.effect(TakeMessage).mailbox == "night"


def test_important_customer_waits_with_priority_when_calling(power: Pack) -> None:
    caller = Caller(power.library(), "main")
    caller.find(name="临江市自来水厂", vip="3")
    choose_language(caller, "1")
    caller.press("0")
    assert caller.effect(EnterQueue).priority == 20


@pytest.mark.parametrize(("vip", "priority"), [("3", 20), ("", 0)])
def test_a_customer_whom_we_rang_waits_like_one_who_called_when_sent_to_the_menu(
    power: Pack, vip: str, priority: int
) -> None:
    flows, known = power.library(), {"customer.vip": vip} if vip else {}
    facts = CallFacts(interaction="i", caller="", called="13800138000", variables=known)
    state = enter(flows, "main", "menu", facts, {}, START).state
    pressed = advance(flows, state, KeyPressed(key="0"), START)
    [queued] = [effect for effect in pressed.effects if isinstance(effect, EnterQueue)]
    assert (queued.queue, queued.priority) == ("general", priority)


def test_nothing_is_to_be_looked_at_again_when_flows_are_validated(power: Pack) -> None:
    found = [f"{flow.id}: {one.line}" for flow in power.flows for one in warnings(flow)]
    assert not found


def test_hours_differ_when_schedules_are_asked(power: Pack) -> None:
    hours = {schedule.schedule: is_open(schedule, START) for schedule in power.schedules}
    assert hours["always"]
    assert not hours["never"]


def test_demonstration_customers_are_there_when_calls_are_placed(power: Pack) -> None:
    by_number = {number: owner for owner in power.data.customers for number in owner.numbers}
    assert by_number["13800138000"].name == "张伟"
    assert by_number["13800138000"].accounts[0].number == "10023"
    assert by_number["02161234567"].language == "en"
    assert by_number["02161234567"].accounts[0].number == "20045"


def test_home_areas_differ_when_customers_call(power: Pack) -> None:
    numbers = [number for owner in power.data.customers for number in owner.numbers]
    areas = [home_area(normalise(number, power.data.region), "zh") for number in numbers]
    assert all(areas)
    assert len(set(areas)) >= 15


def test_sentences_are_few_and_whole_when_made_ahead(power: Pack) -> None:
    texts = set().union(*(fixed_texts(flow) for flow in power.flows))
    assert {language for language, _ in texts} == {"zh", "en"}
    assert all(text == text.strip() for _, text in texts)


@pytest.mark.parametrize(
    ("file", "text", "problem"),
    [
        ("pack.yaml", "id: p\nid: q\n", "the key 'id' is given twice"),
        ("pack.yaml", "id: [", "expected the node content"),
        ("flows/f.json", '{"id": 1, "id": 2}', "f.json: the key 'id' is given twice"),
        ("pack.yaml", "- id\n", "pack.yaml: it holds no fields"),
        ("flows/f.json", "{", "f.json: "),
        ("flows/f.json", "[]", "f.json: it holds no fields"),
    ],
)
def test_file_is_named_when_it_cannot_be_read(
    tmp_path: Path, file: str, text: str, problem: str
) -> None:
    (tmp_path / "flows").mkdir()
    (tmp_path / "pack.yaml").write_text("id: p\n", encoding="utf-8")
    (tmp_path / file).write_text(text, encoding="utf-8")
    with pytest.raises(PackError, match=r"pack ") as caught:
        read_pack(tmp_path)
    assert problem in str(caught.value)


@pytest.mark.parametrize(
    ("number", "reach"),
    [
        ("0571 8655 0021", "local"),
        ("86550021", "local"),
        ("021 6123 4567", "national"),
        ("13800138000", "national"),
        ("+1 415 555 0123", "international"),
    ],
)
def test_a_number_is_as_far_as_it_is_from_the_site_when_dialled(
    power: Pack, number: str, reach: str
) -> None:
    [site] = power.data.sites
    assert reach_of(number, power.data.region, site.home_area) == reach
