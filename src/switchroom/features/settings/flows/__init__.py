"""Flows: versions and drafts, publication, comparison, test calls, and who is in them now."""

from switchroom.features.settings.flows.versions import (
    FlowVersion,
    add_flow,
    flow_library,
    flow_versions,
    install_flow,
    latest_version,
    publish_flow,
)

__all__ = [
    "FlowVersion",
    "add_flow",
    "flow_library",
    "flow_versions",
    "install_flow",
    "latest_version",
    "publish_flow",
]
