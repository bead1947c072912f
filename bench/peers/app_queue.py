"""Asterisk's own queue, without any application beside it: answer, wait, ring, talk, hang up."""

from bench.peers.asterisk import Addition

DIALPLAN = """
[switchroom-trunk]
exten => _X.,1,Answer()
 same => n,Queue(everybody)
 same => n,Hangup()

[switchroom-telephone]
exten => _X.,1,Hangup()
"""

QUEUE = """
[everybody]
strategy = leastrecent
musicclass = default
timeout = 15
retry = 1
wrapuptime = 0
autofill = yes
ringinuse = no
joinempty = yes
"""


def app_queue(agents: list[str]) -> Addition:
    """A queue that all agents serve, the one who has waited longest first."""
    members = "".join(f"member => PJSIP/agent-{agent}\n" for agent in agents)
    files = {"extensions.conf": DIALPLAN, "queues.conf": QUEUE + members}
    return Addition(files, more={"modules.conf": "load = app_queue.so\n"})
