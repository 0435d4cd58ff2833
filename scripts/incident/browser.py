"""A browser without JavaScript: it keeps cookies, follows redirects, reads forms and posts them."""

import html.parser
import http.cookiejar
import urllib.error
import urllib.parse
import urllib.request

from stages import Failure


class Form:
    def __init__(self, attributes):
        self.action = attributes.get("action", "")
        self.method = attributes.get("method", "get").lower()
        # Names and values as the page gives them; buttons apart, since only the pressed one is sent.
        self.fields = {}
        self.types = {}
        self.buttons = []

    def named(self, part):
        return [name for name in self.fields if part in name.lower()]


class Forms(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []
        self.inside = False

    def handle_starttag(self, tag, attributes):
        attributes = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.found.append(Form(attributes))
            self.inside = True
        elif self.inside and tag == "button":
            self.found[-1].buttons.append(attributes)
        elif self.inside and tag in ("input", "textarea") and "name" in attributes:
            self.found[-1].fields[attributes["name"]] = attributes.get("value", "")
            self.found[-1].types[attributes["name"]] = attributes.get("type", "text")

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False


class Browser:
    def __init__(self, base):
        self.base = base
        self.url = base
        self.text = ""
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(cookies)

    def open(self, path, fields=None):
        """Shows a page, or posts a form; gives the status of what it ends at."""
        target = urllib.parse.urljoin(self.url, path)
        data = None if fields is None else urllib.parse.urlencode(fields).encode()
        request = urllib.request.Request(target, data=data, headers={"Origin": self.base} if data else {})
        try:
            answer = self.opener.open(request, timeout=60)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            self.text = answer.read().decode()
            self.url = answer.geturl()
            return answer.status

    @property
    def forms(self):
        parser = Forms()
        parser.feed(self.text)
        return parser.found

    def form(self, wanted, what):
        for form in self.forms:
            if wanted(form):
                return form
        raise Failure(f"{self.url} has no {what}")

    def sign_in(self, user, password):
        form = self.form(lambda form: "password" in form.types.values(), "form to sign in")
        for name, kind in form.types.items():
            if kind == "password":
                form.fields[name] = password
            elif kind != "hidden":
                form.fields[name] = user
        return self.open(form.action, form.fields)
