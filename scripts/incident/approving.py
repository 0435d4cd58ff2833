"""What a person sees of the demo."""

LINE = "─" * 78


def invite(installation, run):
    address = f"{installation.url}/runs/{run}"
    print(
        f"""
{LINE}
The error rate is too high, and the run waits for you. Look at the evidence, and approve:

  page      {address}
  user      admin
  password  {installation.password}

The same by the API:

  curl -H 'Authorization: Bearer {installation.token}' {installation.url}/api/v1/workflow-runs/{run}

Ctrl-C ends the demo and everything that it started.
{LINE}
"""
    )


def show_result(installation, api, shop, run, requests):
    # A rejected mitigation has none.
    report = api.context(run)["steps"].get("report", {}).get("report", "none, the mitigation was rejected")
    print(
        f"""
The run is COMPLETED.

  timeline  {installation.url}/runs/{run}
  report    {report}
  mail      {shop.folder / "incidents.mbox"}
  the shop  {shop.visit(requests).text} just now

Ctrl-C ends the demo.
"""
    )
