"""What people do over HTTP and without JavaScript."""

from province.sites.console.selfcheck.filing import commune_choices
from province.sites.console.selfcheck.robot import Robot
from tests.journeys.install import PASSWORD, Install


def signed_in(install: Install, username: str) -> Robot:
    """Return a browser in which somebody has signed in."""
    robot = Robot(base_url=install.url, ca_file=None)
    try:
        robot.open("/dang-nhap/")
        robot.submit(holding="username", values={"username": username, "password": PASSWORD})
    except Exception:
        robot.close()
        raise
    return robot


def commune_id(install: Install, name: str) -> int:
    """Return the id of a commune as the form of the procedure offers it."""
    robot = signed_in(install, "congdan2")
    try:
        return commune_choices(robot=robot)[name]
    finally:
        robot.close()
