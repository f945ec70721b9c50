"""A browser that a test steers: Chromium by its chromedriver, over plain WebDriver
(https://www.w3.org/TR/webdriver2/).

Needs Debian's packages chromium and chromium-driver, and nothing but Python's standard library.
"""

import base64
import json
import re
import shutil
import subprocess
import tempfile
import urllib.error
import urllib.request

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the key of an element, by the standard

ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--hide-scrollbars",
]


class Browser:
    """One window. Text, key presses and clicks go the way they would from a person."""

    def __init__(self):
        self.profile = tempfile.mkdtemp()
        self.driver = subprocess.Popen(
            ["chromedriver", "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        started = next(line for line in self.driver.stdout if "started successfully" in line)
        port = re.search(r"on port (\d+)", started)[1]
        self.address = f"http://127.0.0.1:{port}"
        options = {"args": [*ARGUMENTS, f"--user-data-dir={self.profile}"]}
        logs = {"browser": "ALL", "performance": "ALL"}
        wanted = {"browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": logs}
        session = self.send("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self.address += f"/session/{session['sessionId']}"

    def close(self):
        self.send("DELETE", "", None)
        self.driver.terminate()
        self.driver.wait()
        self.driver.stdout.close()
        shutil.rmtree(self.profile, ignore_errors=True)

    def send(self, method, path, content):
        body = None if content is None else json.dumps(content).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(self.address + path, body, headers, method=method)
        try:
            with urllib.request.urlopen(request) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(json.load(error)["value"]["message"]) from None

    def open(self, address):
        self.send("POST", "/url", {"url": address})

    def script(self, code, *arguments):
        return self.send("POST", "/execute/sync", {"script": code, "args": arguments})

    def protocol(self, command, **parameters):
        """Of Chromium's own DevTools protocol."""
        return self.send("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def log(self, kind):
        """What has been written since it was last asked for."""
        return self.send("POST", "/se/log", {"type": kind})

    def find(self, css):
        return self.send("POST", "/element", {"using": "css selector", "value": css})

    def text(self, css):
        return self.send("GET", f"/element/{self.find(css)[ELEMENT]}/text", None)

    def click(self, css):
        self.send("POST", f"/element/{self.find(css)[ELEMENT]}/click", {})

    def mouse(self, css, *path):
        """Moves along a path of points, as parts of the element's width and height; with the button down from
        the second on."""
        box = self.script("""
            const element = document.querySelector(arguments[0]);
            element.scrollIntoView({block: 'center'});
            const {x, y, width, height} = element.getBoundingClientRect();
            return [x, y, width, height];""", css)
        at = [{"x": round(box[0] + box[2] * x), "y": round(box[1] + box[3] * y)} for x, y in path]
        moves = [{"type": "pointerMove", "duration": 0, **point} for point in at]
        if len(moves) > 1:
            moves.insert(1, {"type": "pointerDown", "button": 0})
            moves.append({"type": "pointerUp", "button": 0})
        self.send("POST", "/actions", {"actions": [{"type": "pointer", "id": "mouse", "actions": moves}]})

    def press(self, key):
        keys = [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        self.send("POST", "/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": keys}]})

    def media(self, media="", **features):
        """As CSS asks for it: media("print"), media(forced_colors="active")."""
        listed = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.protocol("Emulation.setEmulatedMedia", media=media, features=listed)
        self.drawn()

    def drawn(self):
        """Waits for two frames: in the first the page learns of its new medium, and tells its listeners by the
        second."""
        self.send("POST", "/execute/async", {
            "script": "requestAnimationFrame(() => requestAnimationFrame(arguments[0]))", "args": []})

    def resize(self, width, height):
        self.protocol("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                      mobile=False)
        self.drawn()

    def printed(self):
        """On paper, as a PDF."""
        return base64.b64decode(self.protocol("Page.printToPDF", printBackground=True)["data"])

    def screenshot(self, file):
        """Of the whole page, however long."""
        shot = self.protocol("Page.captureScreenshot", captureBeyondViewport=True)
        with open(file, "wb") as out:
            out.write(base64.b64decode(shot["data"]))
