from tests.network.notifications.told import shelf, told  # noqa: F401 -- fixtures of this folder
