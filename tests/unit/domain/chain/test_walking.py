from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import json

from switchroom.domain.chain.events import EntriesErased, Erasure
from switchroom.domain.chain.findings import Finding
from switchroom.domain.chain.head import ForgedHeadError, Head, opened, signed
from switchroom.domain.chain.links import GENESIS, Line, digest_of, seal_of
from switchroom.domain.chain.walking import Walk

pytestmark = pytest.mark.unit

Sealed = tuple[Line, bytes | None]
Content = tuple[str, str, int, str, str]
KEY = b"k" * 32
TEXT = st.text(max_size=6)
CONTENT = st.tuples(TEXT, TEXT, st.integers(0, 9), TEXT, TEXT)


def sealed(contents: Sequence[Content]) -> list[Sealed]:
    """Contents as the writer appends them."""
    seal, chain = GENESIS, list[Sealed]()
    for position, (stream, kind, at, actor, data) in enumerate(contents, 1):
        line = Line(position, stream, kind, at, actor, data)
        seal = seal_of(seal, line)
        chain.append((line, seal))
    return chain


def end(chain: Sequence[Sealed]) -> tuple[int, bytes]:
    """What the writer counts by."""
    line, seal = chain[-1] if chain else (None, GENESIS)
    return (line.position if line else 0), seal or b""


def walked(
    chain: Sequence[Sealed],
    last: tuple[int, bytes],
    head: Head | None = None,
    anchors: Sequence[str] = (),
) -> list[Finding]:
    walk = Walk(anchors, head)
    found = [
        finding
        for line, seal in sorted(chain, key=lambda one: one[0].position)
        for finding in walk.step(line, seal)
    ]
    return [*found, *walk.finish(*last)]


def head_of(chain: Sequence[Sealed]) -> Head:
    position, seal = end(chain)
    return Head(position=position, seal=seal.hex(), at=0)


chains = st.lists(CONTENT, min_size=1, max_size=8).map(sealed)


@given(chains, st.data())
def test_nothing_is_found_when_nothing_was_changed(
    chain: list[Sealed], data: st.DataObject
) -> None:
    kept = data.draw(st.integers(0, len(chain)))
    head = head_of(chain[:kept])
    anchors = [seal.hex() for _, seal in chain if seal]
    assert walked(chain, end(chain), head, anchors) == []


@given(chains, st.data())
def test_it_is_found_when_a_value_is_changed(chain: list[Sealed], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(chain) - 1))
    field = data.draw(st.sampled_from(["stream", "type", "actor", "data", "at"]))
    line, seal = chain[place]
    old, others = getattr(line, field), st.integers(-(2**63), 2**63 - 1)
    new: Any = data.draw((others if field == "at" else TEXT).filter(lambda value: value != old))
    last = end(chain)
    chain[place] = line._replace(**{field: new}), seal
    assert [finding.kind for finding in walked(chain, last)] == ["changed"]


@given(chains, st.data())
def test_it_is_found_when_a_seal_is_changed(chain: list[Sealed], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(chain) - 1))
    line, seal = chain[place]
    last = end(chain)
    new = data.draw(st.one_of(st.none(), st.binary(max_size=40)).filter(lambda one: one != seal))
    chain[place] = line, new
    assert "changed" in [finding.kind for finding in walked(chain, last)]


@given(chains, st.data())
def test_it_is_found_when_a_line_is_cut_out(chain: list[Sealed], data: st.DataObject) -> None:
    place, last = data.draw(st.integers(0, len(chain) - 1)), end(chain)
    del chain[place]
    kinds = [finding.kind for finding in walked(chain, last)]
    assert kinds == (["cut"] if place == len(chain) else ["missing"])


@given(st.lists(CONTENT, min_size=2, max_size=8, unique=True).map(sealed), st.data())
def test_it_is_found_when_two_lines_are_exchanged(chain: list[Sealed], data: st.DataObject) -> None:
    one, other = data.draw(
        st.lists(st.integers(0, len(chain) - 1), min_size=2, max_size=2, unique=True)
    )
    seals_too, last = data.draw(st.booleans()), end(chain)
    (first, first_seal), (second, second_seal) = chain[one], chain[other]
    here, there = (second_seal, first_seal) if seals_too else (first_seal, second_seal)
    chain[one] = second._replace(position=first.position), here
    chain[other] = first._replace(position=second.position), there
    assert walked(chain, last)


@given(chains, CONTENT, st.sampled_from(["behind", "before"]))
def test_it_is_found_when_a_line_is_added(
    chain: list[Sealed], content: Content, where: str
) -> None:
    last = end(chain)
    position = 0 if where == "before" else last[0] + 1
    stream, kind, at, actor, data = content
    line = Line(position, stream, kind, at, actor, data)
    chain.append((line, seal_of(last[1], line)))
    assert [finding.kind for finding in walked(chain, last)] == ["added"]


@given(chains, st.data())
def test_it_is_found_when_the_end_is_cut_off_with_the_writers_count(
    chain: list[Sealed], data: st.DataObject
) -> None:
    left = chain[: data.draw(st.integers(0, len(chain) - 1))]
    assert walked(left, end(left)) == []  # the chain alone cannot tell
    assert [one.kind for one in walked(left, end(left), head_of(chain))] == ["cut"]
    anchor = end(chain)[1].hex()
    assert [one.kind for one in walked(left, end(left), None, [anchor])] == ["rewritten"]


@given(chains, st.data())
def test_it_is_found_when_all_seals_are_made_anew(chain: list[Sealed], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(chain) - 1))
    lines = [line for line, _ in chain]
    lines[place] = lines[place]._replace(actor=lines[place].actor + "!")
    anew = sealed([(one.stream, one.type, one.at, one.actor, one.data) for one in lines])
    assert walked(anew, end(anew)) == []  # the chain alone cannot tell
    assert [one.kind for one in walked(anew, end(anew), head_of(chain))] == ["rewritten"]


@given(chains, st.data())
def test_nothing_is_found_when_data_is_erased_by_rule(
    chain: list[Sealed], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(chain) - 1))
    line, seal = chain[place]
    remains = line._replace(data="{}")
    chain[place] = remains, seal
    event = EntriesErased(
        erasures=(Erasure(position=line.position, digest=digest_of(remains)),), reason="asked for"
    )
    position, before = end(chain)
    said = Line(position + 1, "journal", "EntriesErased", 9, "u1", json.encode(event).decode())
    chain.append((said, seal_of(before, said)))
    assert walked(chain, end(chain)) == []
    chain[place] = remains._replace(data='{"again":1}'), seal
    assert [finding.kind for finding in walked(chain, end(chain))] == ["changed"]


def test_a_head_is_refused_when_somebody_else_wrote_it() -> None:
    head = Head(position=3, seal="ab", at=1)
    kept = signed(head, KEY)
    assert opened(kept, KEY) == head
    for forged in (kept.replace(b":3", b":2"), kept[:-3], signed(head, b"other"), b""):
        with pytest.raises(ForgedHeadError):
            opened(forged, KEY)


def test_lines_have_different_seals_when_their_values_are_split_otherwise() -> None:
    one, other = Line(1, "ab", "c", 0, "", ""), Line(1, "a", "bc", 0, "", "")
    assert seal_of(GENESIS, one) != seal_of(GENESIS, other)


def test_a_seal_is_the_hash_of_message_pack_when_that_is_written_by_hand() -> None:
    line = Line(1, "user:ü", "UserAdded", 300, "", "王")
    written = b"".join(
        (
            b"\x92\xc4\x20" + GENESIS,  # an array of two: 32 bytes,
            b"\x96\x01",  # and an array of six: 1,
            b"\xa7" + "user:ü".encode(),  # a text of 7 bytes,
            b"\xa9UserAdded",
            b"\xcd\x01\x2c",  # 300 in two bytes,
            b"\xa0",  # nothing,
            b"\xa3" + "王".encode(),
        )
    )
    assert seal_of(GENESIS, line) == sha256(written).digest()
