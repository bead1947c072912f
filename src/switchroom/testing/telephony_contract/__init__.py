"""The contract of the telephony port, for our adapters and those of plug-in authors.

Inherit from `TelephonyContract` in a test module and give it a fixture `harness`.
"""

from switchroom.testing.telephony_contract.engine import TelephonyHarness
from switchroom.testing.telephony_contract.legs import LegsContract
from switchroom.testing.telephony_contract.listener import Listener
from switchroom.testing.telephony_contract.monitoring import MonitoringContract
from switchroom.testing.telephony_contract.playing import PlayingContract
from switchroom.testing.telephony_contract.recording import RecordingContract
from switchroom.testing.telephony_contract.ringing import RingingContract

__all__ = ["Listener", "TelephonyContract", "TelephonyHarness"]


class TelephonyContract(
    LegsContract, PlayingContract, RingingContract, RecordingContract, MonitoringContract
):
    """What every engine does."""
