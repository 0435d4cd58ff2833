"""What `make smoke` does in a person's place, and what it insists on."""

import mailbox
import pathlib
import statistics
import time

from browser import Browser
from installation import USER
from stages import Failure

STATES = [
    "set_thresholds", "diagnostics", "check_pods", "check_errors", "decide", "request_approval", "mitigate", "verify",
    "notify", "report",
]  # fmt: skip
# A step of the workflow `patience` takes so long. A request that waited for the tick behind it would take longer than this.
SLOW_STEP_SECONDS = 3
LONGEST_ANSWER_SECONDS = 1.0
ANSWERS = 20


def smoke(stages, installation, api, shop, run, mode, requests, wait_seconds):
    stages.begin("a person signs in and approves by the form")
    approve(installation, run)
    stages.begin("the workflow mitigates and reports")
    api.wait(run, ["COMPLETED"], wait_seconds)
    stages.begin("the result")
    check_timeline(installation, api, run)
    check_shop(shop, requests)
    check_mail(shop)
    check_report(api, run)
    check_greetings(installation)
    stages.begin(f"answers ({mode}) do not wait for ticks")
    slow, figures = check_answers(api, run)
    stages.note(figures)
    stages.begin("cron's tick makes the second attempt of a step")
    check_cron(api, slow, wait_seconds)
    stages.end()
    print("COMPLETED, and everything checked.")


def require(condition, message):
    if not condition:
        raise Failure(message)


def approve(installation, run):
    browser = Browser(installation.url)
    browser.open(f"/runs/{run}")
    browser.sign_in(USER, installation.password)
    require(browser.open(f"/runs/{run}") == 200, f"the run's page answers with {browser.text[:200]}")
    form = browser.form(lambda form: form.named("digest"), "form to approve with a digest")
    token = form.named("csrf")
    require(token and form.fields[token[0]], "the form to approve has no CSRF token")
    require(form.fields[form.named("digest")[0]], "the form to approve has no digest")
    press(form, "approve")
    forged = {**form.fields, token[0]: "forged"}
    status = browser.open(form.action, forged)
    require(status == 403, f"a form with a forged token is answered with {status}, not 403")
    status = browser.open(form.action, form.fields)
    require(status == 200, f"the approval is answered with {status}: {browser.text[:500]}")


def press(form, label):
    for button in form.buttons:
        if label in (button.get("value", "") + button.get("formaction", "") + form.action).lower():
            form.action = button.get("formaction", form.action)
            if button.get("name"):
                form.fields[button["name"]] = button.get("value", "")
            return
    raise Failure(f"the form has no button to {label}")


def check_timeline(installation, api, run):
    steps = api.get(f"/workflow-runs/{run}/timeline")
    text = str(steps)
    missing = [state for state in STATES if state not in text]
    require(not missing, f"the timeline lacks {', '.join(missing)}: {text}")
    browser = Browser(installation.url)
    browser.open(f"/runs/{run}")
    browser.sign_in(USER, installation.password)
    browser.open(f"/runs/{run}")
    missing = [state for state in STATES if state not in browser.text]
    require(not missing, f"the run's page lacks {', '.join(missing)}")


def check_shop(shop, requests):
    visits = shop.visit(requests)
    require(visits.failed == 0, f"the shop still fails: {visits.text}")


def check_mail(shop):
    mails = list(mailbox.mbox(shop.folder / "incidents.mbox"))
    require(len(mails) == 1, f"there are {len(mails)} mails, and not one")
    require("2.3.1" in mails[0].get_payload(decode=True).decode(), "the mail does not name the release")


def check_report(api, run):
    report = pathlib.Path(api.context(run)["steps"]["report"]["report"])
    require(report.read_text().startswith("# Incident: storefront"), f"{report} is no report")


def check_greetings(installation):
    """The other example, from the command line."""
    said = installation.run("escapement", "run", "greet-everybody", "--input", '{"names": ["Ada", "Grace"]}', "--wait")
    require("Hello, Grace!" in said, f"greet-everybody greeted nobody: {said}")


def check_answers(api, run):
    """How long answers take, also that of a request behind which a tick performs a slow step."""
    times = [timed(lambda: api.run(run)) for _ in range(ANSWERS)]
    slow = []
    posted = timed(lambda: slow.append(api.start("patience", {"seconds": SLOW_STEP_SECONDS})))
    require(posted < LONGEST_ANSWER_SECONDS, f"starting a run took {posted:.3f} s: it waited for the tick behind it")
    api.wait(slow[0], ["WAITING_TIMER"], 30)
    median = statistics.median(times) * 1000
    return slow[0], f"GET {median:.0f} ms, POST {posted * 1000:.0f} ms with {SLOW_STEP_SECONDS} s of work behind it"


def check_cron(api, run, seconds):
    """The run waits for a second attempt, no request touches it any more, and only cron is left to start a tick."""
    api.wait(run, ["COMPLETED"], seconds)


def timed(action):
    began = time.monotonic()
    action()
    return time.monotonic() - began
