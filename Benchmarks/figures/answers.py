"""P4 and P6: the JSON of one run, through nginx and FastCGI or plain CGI."""

import subprocess

import web
from api import Api
from figure import Figure


def fastcgi(bench):
    ours, peers = rounds(bench, "fastcgi")
    yield Figure(
        "P4",
        "GET of a run, FastCGI, 2 processes",
        "requests/s",
        ours,
        "C with one SELECT",
        peers,
        ("at least", 0.6),
    )


def cgi(bench):
    ours, peers = rounds(bench, "cgi")
    yield Figure("P6", "GET of a run, plain CGI", "requests/s", ours, "C program", peers, ("at least", 0.2))


def rounds(bench, mode):
    folder = bench.fresh_folder()
    installation = bench.installation(folder)
    database = folder / "peer.db"
    subprocess.run([bench.peer("responder"), "fill", database], check=True)
    run = finished_run(bench, folder / "making", installation)
    ours, peers = [], []
    for number in range(bench.rounds):
        with web.ours(bench, made(folder / f"ours-{number}"), installation, mode) as url:
            header = f"Authorization: Bearer {installation.token}"
            ours.append(web.requests_per_second(f"{url}/api/v1/workflow-runs/{run}", [header]))
        with web.peer(bench, made(folder / f"peer-{number}"), installation, mode, database) as url:
            peers.append(web.requests_per_second(f"{url}/"))
    return ours, peers


def finished_run(bench, folder, installation):
    with web.ours(bench, made(folder), installation, "fastcgi"):
        api = Api(installation)
        api.patiently("/workflows")
        run = api.start("ten-steps", {})
        installation.run("tick")
        api.wait(run, ["COMPLETED"], 60)
    return run


def made(folder):
    folder.mkdir()
    return folder
