"""The site that fails: Examples/shop/shop.conf with two releases, the newer of which has a bad instance."""

import collections
import urllib.error
import urllib.request

from ports import free

RELEASES = {"2.3.1": ["good1", "good2"], "2.4.0": ["good1", "bad", "good2"]}
CURRENT = "2.4.0"


class Visits(collections.namedtuple("Visits", "count failed")):
    @property
    def text(self):
        return f"{self.failed} of {self.count} failed"


class Shop:
    def __init__(self, folder, example):
        self.folder = folder / "site"
        self.nginx_folder = folder
        self.ports = {name: free() for name in ("front", "good1", "good2", "bad")}
        self.url = f"http://127.0.0.1:{self.ports['front']}/"
        self.write_releases()
        configuration = (example / "shop.conf").read_text()
        for name, port in self.ports.items():
            configuration = configuration.replace(f"@{name}@", str(port))
        (folder / "sites" / "shop.conf").write_text(configuration)

    def write_releases(self):
        releases = self.folder / "releases"
        for release, instances in RELEASES.items():
            (releases / release).mkdir(parents=True)
            lines = [f"server 127.0.0.1:{self.ports[instance]};\n" for instance in instances]
            (releases / release / "upstream.conf").write_text("".join(lines))
        (releases / "current").symlink_to(CURRENT)

    def visit(self, count):
        """Asks for the front page so many times, one after the other."""
        statuses = [status(self.url) for _ in range(count)]
        return Visits(count, sum(status >= 500 for status in statuses))

    def incident(self):
        """The workflow's input: where things are on this host."""
        return {
            "namespace": "shop",
            "service": "storefront",
            "site": {
                "url": self.url,
                "nginx": str(self.nginx_folder),
                "releases": str(self.folder / "releases"),
                "accessLog": str(self.folder / "access.log"),
                "mailbox": str(self.folder / "incidents.mbox"),
                "reports": str(self.folder / "reports"),
            },
        }


def status(url):
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code
