"""The incident, from an empty folder to the report: by hand (`make demo`) or by itself (`make smoke`)."""

import argparse
import contextlib
import pathlib
import signal
import sys

import approving
import checks
from api import Api
from crontab import Crontab, ensure_cron
from folder import run_folder
from installation import Installation
from nginx import Nginx
from ports import first_free_from, free
from processes import Processes
from shop import Shop
from stages import Failure, Stages

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
REQUESTS = 300
# Until the diagnoses are made, and from the approval to the end. Cron's next minute is in both.
WAIT_SECONDS = 150


def main():
    arguments = parse()
    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGHUP, leave)
    try:
        with contextlib.ExitStack() as cleanup:
            cleanup.callback(ignore_signals)
            incident(arguments, cleanup)
    except KeyboardInterrupt:
        print("\nEnded, and tidied up.")
        return 1 if arguments.smoke else 0
    except Failure as failure:
        print(f"\nFAILED: {failure}", file=sys.stderr)
        return 1
    return 0


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("--programs", type=pathlib.Path, required=True, help="the folder of the release programs")
    parser.add_argument("--mode", choices=["fastcgi", "cgi"], default="fastcgi")
    parser.add_argument("--smoke", action="store_true", help="without a person, on free ports, with checks")
    return parser.parse_args()


def leave(number, frame):
    raise KeyboardInterrupt


def ignore_signals():
    """First of the cleanup, so that a second Ctrl-C doesn't leave half of it undone."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def incident(arguments, cleanup):
    stages = Stages()
    folder = cleanup.enter_context(run_folder(REPOSITORY / "run", keep=not arguments.smoke))
    port = free() if arguments.smoke else first_free_from(8080)
    installation = Installation(arguments.programs, folder / "data", port)
    # Entered first, so left last: what cron or a request still started is ended when nothing can start more.
    cleanup.enter_context(Processes(installation))

    stages.begin("a data directory with the examples")
    patience = [HERE / "patience"] if arguments.smoke else []
    installation.create(REPOSITORY / "Examples", *patience)
    stages.begin("nginx, with Escapement and a shop with a faulty release")
    nginx = Nginx(folder, REPOSITORY / "deploy", port, installation, arguments.mode)
    nginx.prepare()
    shop = Shop(folder, REPOSITORY / "Examples" / "shop")
    cleanup.enter_context(nginx.handler())
    cleanup.enter_context(nginx)
    stages.begin("two lines in the crontab")
    cleanup.enter_context(ensure_cron())
    cleanup.enter_context(Crontab(REPOSITORY / "deploy" / "crontab", installation, arguments.mode))

    api = Api(installation)
    api.patiently("/workflows")
    stages.begin(f"{REQUESTS} requests to the shop")
    stages.note(shop.visit(REQUESTS).text)
    stages.begin("the workflow diagnoses")
    run = api.start("incident-triage", shop.incident())
    api.wait(run, ["WAITING_APPROVAL"], WAIT_SECONDS)
    stages.end()
    if arguments.smoke:
        checks.smoke(stages, installation, api, shop, run, arguments.mode, REQUESTS, WAIT_SECONDS)
        return
    approving.invite(installation, run)
    api.wait(run, ["COMPLETED"], seconds=None)
    approving.show_result(installation, api, shop, run, REQUESTS)
    signal.pause()


sys.exit(main())
