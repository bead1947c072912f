"""The harness itself, without the product: a page that speaks to itself hears its microphone."""

from pathlib import Path

import pytest
from playwright.async_api import Page
from tests.acceptance.harness.browser import browser, heard

from switchroom.testing.sound import tone_level

pytestmark = pytest.mark.acceptance
PAGE = "http://localhost/"  # never asked for: the page is given below
TALK = """async () => {
  const [near, far] = [new RTCPeerConnection(), new RTCPeerConnection()];
  near.onicecandidate = ({candidate}) => far.addIceCandidate(candidate);
  far.onicecandidate = ({candidate}) => near.addIceCandidate(candidate);
  far.ontrack = ({streams: [stream]}) => {
    const player = document.body.appendChild(document.createElement("audio"));
    player.autoplay = true;
    player.srcObject = stream;
  };
  const stream = await navigator.mediaDevices.getUserMedia({audio: true});
  stream.getTracks().forEach((track) => near.addTrack(track, stream));
  await near.setLocalDescription();
  await far.setRemoteDescription(near.localDescription);
  await far.setLocalDescription();
  await near.setRemoteDescription(far.localDescription);
}"""


async def test_each_page_hears_its_own_tone_when_two_browsers_talk(tmp_path: Path) -> None:
    async with (
        browser(tmp_path / "one", 523) as one,
        browser(tmp_path / "two", 659, language="zh") as two,
    ):
        pages = await one.new_page(), await two.new_page()
        for page in pages:
            await _talk(page)
        for page, own, other in zip(pages, (523, 659), (659, 523), strict=True):
            await page.wait_for_timeout(2500)
            [track] = await heard(page)
            assert tone_level(track.last(1.0), track.rate, own) > 0.1
            assert tone_level(track.last(1.0), track.rate, other) < 0.01
        assert await pages[1].evaluate("navigator.language") == "zh-CN"


async def _talk(page: Page) -> None:
    await page.route(PAGE, lambda route: route.fulfill(body="<body></body>"))
    await page.goto(PAGE)
    await page.evaluate(TALK)
