import pytest

from switchroom.features.users.http import router
from switchroom.features.users.roles import PERMISSIONS, ROLES, permissions_of
from switchroom.runtime.web.declarations import declared_permissions
from switchroom.testing.access import undeclared

pytestmark = pytest.mark.unit


def test_every_role_permits_only_what_exists_when_looked_through() -> None:
    assert len(ROLES) == 11
    for role in ROLES.values():
        assert role.permissions
        assert role.permissions <= set(PERMISSIONS)


def test_administrators_may_do_everything_when_permissions_are_added() -> None:
    assert permissions_of(["administrator"]) == set(PERMISSIONS)


def test_permissions_add_up_when_somebody_has_several_roles() -> None:
    both = permissions_of(["field-worker", "statistician", "role-of-another-version"])
    assert both == ROLES["field-worker"].permissions | ROLES["statistician"].permissions


def test_texts_are_there_in_both_languages_when_a_permission_is_shown() -> None:
    assert all(text.zh and text.en for text in PERMISSIONS.values())


def test_every_route_declares_who_may_use_it() -> None:
    assert undeclared(router.routes, PERMISSIONS) == []
    declared = dict(declared_permissions(router.routes))
    assert declared["GET /api/users"] == {"users.view"}
    assert declared["POST /api/session"] == {"public"}
    assert declared["DELETE /api/session"] == {"signed-in"}
