"""The validators' site is the one all site tests read."""

from tests.site.conftest import reference

__all__ = ["reference"]
