#!/usr/bin/env python3
"""Reports in a browser: opened from a file as a person would, clicked through, and looked at.

    tests/browser/report_test.py PROGRAM [FOLDER]

FOLDER gets a screenshot of each report, light, dark, on paper and on a telephone.
"""

import json
import os
import subprocess
import sys
import tempfile
import unittest

from webdriver import Browser

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FOUNDING_CASE = os.path.join(ROOT, "scenarios/seeds/imap-low-mailbox-cache-ttl.yaml")
TAB, LEFT, RIGHT, UP = "\ue004", "\ue012", "\ue014", "\ue013"

HOSTILE_NAME = "<img src=x onerror=alert(1)></script><script>alert(2)</script>&amp;\"'"
HOSTILE = f"""
scenario: '{HOSTILE_NAME.replace("'", "''")}'
duration: 100s
hosts: {{client: {{os: textbook, settings: {{ports: 1024-1033, time_wait: 10s}}}}}}
services: {{server: {{address: 10.0.1.20, port: 80}}}}
workloads:
  requests:
    host: client
    connects_to: server
    client: {{model: open, arrivals: constant, rate: 2/s}}
"""

program = "./portsim"
screenshots = None


def report_of(arguments, text=None):
    """The file with the report; the program's other output is another test's."""
    file = os.path.join(folder.name, f"{len(os.listdir(folder.name))}.html")
    command = [program, *arguments, "--report", file, "--quiet"]
    done = subprocess.run(command, input=text, text=True, capture_output=True)
    assert done.returncode in (0, 4), done.stderr
    return file


class Report(unittest.TestCase):
    """What holds for every report. A subclass states which, and what is special in it."""

    @classmethod
    def open(cls, arguments, text=None):
        cls.file = report_of(arguments, text)
        cls.browser = Browser()
        cls.browser.resize(1280, 900)
        cls.browser.log("performance")  # of the empty window
        cls.browser.open("file://" + cls.file)
        cls.logged = cls.browser.log("browser")
        cls.events = cls.browser.log("performance")

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()

    def setUp(self):
        self.browser.open("file://" + self.file)

    def check_quiet(self):
        self.assertEqual([], self.logged)
        events = [json.loads(event["message"])["message"] for event in self.events]
        asked = [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]
        self.assertEqual(["file://" + self.file], [url for url in asked if not url.startswith("data:")])
        self.assertGreater(self.browser.script("return document.querySelectorAll('canvas').length"), 0)

    def canvas(self, css):
        return self.browser.script("return document.querySelector(arguments[0]).toDataURL()", css)

    def ticks(self, figure):
        script = "return [...document.querySelectorAll(arguments[0])].map((e) => e.textContent)"
        return self.browser.script(script, f"#{figure} .dygraph-axis-label-x")

    def colour(self, css, of="color"):
        script = "return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]"
        return self.browser.script(script, css, of)

    def look(self, name):
        looks = [("light", "", 1280), ("dark", "", 1280), ("print", "print", 794), ("light", "", 390)]
        for theme, media, width in looks:
            self.browser.media(media, prefers_color_scheme="dark" if theme == "dark" else "light")
            self.browser.resize(width, 900)
            self.browser.script("dispatchEvent(new Event('resize'))")
            wide = self.browser.script("return document.documentElement.scrollWidth")
            self.assertLessEqual(wide, width, f"{name}, {theme}: the page is wider than its window")
            if screenshots:
                self.browser.screenshot(os.path.join(screenshots, f"{name}-{theme}-{width}.png"))
        self.browser.media()
        self.check_reflow(name)
        self.browser.resize(1280, 900)

    def check_reflow(self, name):
        """Whatever the fonts: in a window of 320 pixels (WCAG 2.1, 1.4.10), with the spaced text that readers may
        ask for (1.4.12)."""
        self.browser.resize(320, 900)
        self.browser.script("""
            const spaced = document.head.appendChild(document.createElement('style'));
            spaced.textContent = '* {letter-spacing: 0.12em !important; word-spacing: 0.16em !important}';
            dispatchEvent(new Event('resize'))""")
        beyond = self.browser.script("""
            const scrolls = (element) => element && (getComputedStyle(element).overflowX !== 'visible' ||
                                                     scrolls(element.parentElement));
            const wide = [...document.querySelectorAll('body *')].filter((element) =>
                element.getBoundingClientRect().right > 320.5 && !scrolls(element.parentElement));
            return wide.map((element) => element.outerHTML.slice(0, 120))""")
        self.assertEqual([], beyond, f"{name}: wider than a small window")


class FoundingCase(Report):
    @classmethod
    def setUpClass(cls):
        cls.open(["run", FOUNDING_CASE])

    def test_opens_without_an_error_or_a_request(self):
        self.check_quiet()

    def test_is_under_a_megabyte(self):
        self.assertLess(os.path.getsize(self.file), 1_000_000)

    def test_answers_first(self):
        self.assertIn("FAILS", self.browser.text("main .verdict .word"))
        self.assertIn("connects fail", self.browser.text("main .verdict .reasons p"))

    def test_dragging_zooms_all_charts_and_a_button_shows_all_again(self):
        whole = self.ticks("attempts")
        self.browser.mouse("#ports-1 .plot", (0.3, 0.5), (0.4, 0.5), (0.5, 0.5))
        zoomed = self.ticks("attempts")
        self.assertNotEqual(whole, zoomed)
        self.assertEqual(zoomed, self.ticks("ports-1"))
        self.browser.click("#attempts button[aria-label='Show all']")
        self.assertEqual(whole, self.ticks("ports-1"))

    def test_buttons_zoom_in_and_out_again(self):
        whole = self.ticks("probes")
        self.browser.click("#probes button[aria-label='Zoom in']")
        self.assertNotEqual(whole, self.ticks("probes"))
        self.browser.click("#probes button[aria-label='Zoom out']")
        self.assertEqual(whole, self.ticks("probes"))

    def test_a_box_hides_its_curve(self):
        canvas = "#attempts canvas:not([style*='z-index: 10'])"
        shown = self.canvas(canvas)
        self.browser.click("#attempts .legend label:nth-of-type(2) input")
        self.assertNotEqual(shown, self.canvas(canvas))
        self.browser.click("#attempts .legend label:nth-of-type(2) input")
        self.assertEqual(shown, self.canvas(canvas))

    def test_pointing_at_a_chart_reads_it_with_its_interval(self):
        self.browser.mouse("#attempts .plot", (0.5, 0.5))
        self.assertRegex(self.browser.text("#attempts .readout"),
                         r"^1\d\.?\d* minutes: attempts \d+\.?\d* \(\d+\.?\d* to \d+\.?\d*\); failures ")

    def test_nothing_moves_below_a_chart_when_the_pointer_leaves_it(self):
        below = "return document.querySelector('#probes').getBoundingClientRect().top + scrollY"
        for width in (1280, 800, 680, 390):
            self.browser.resize(width, 900)
            self.browser.mouse("#attempts .plot", (0.5, 0.5))
            pointed = self.browser.script(below)
            self.browser.mouse("#attempts h3", (0.1, 0.5))
            self.assertAlmostEqual(pointed, self.browser.script(below), delta=1, msg=f"{width} pixels")
        self.browser.resize(1280, 900)

    def test_pointing_at_the_port_map_tells_port_and_state(self):
        self.browser.mouse("canvas.port-map", (0.065, 0.06))
        self.assertRegex(self.browser.text("#port-map .readout"), r"^Port 4\d\d\d at 0\.\d+ minutes: free$")
        self.browser.mouse("canvas.port-map", (0.1, 0.9))
        self.assertRegex(self.browser.text("#port-map .readout"),
                         r"^Port 1\d\d\d at \d\.?\d* minutes: in TIME_WAIT$")
        self.assertIn("in TIME_WAIT", self.browser.text("#port-map .legend"))

    def test_the_port_map_shows_fewer_ports_and_all_again(self):
        whole = self.canvas("canvas.port-map")
        for _ in range(5):
            self.browser.click("#port-map button[aria-label='Fewer ports']")  # 3,976 / 32 = 124
        self.browser.mouse("canvas.port-map", (0.5, 0.06))
        self.assertRegex(self.browser.text("#port-map .readout"), r"^Port 11[34]\d at ")
        self.browser.click("#port-map button[aria-label='Higher ports']")
        self.browser.mouse("canvas.port-map", (0.5, 0.06))
        self.assertRegex(self.browser.text("#port-map .readout"), r"^Port (119|120|121)\d at ")
        self.browser.open("file://" + self.file)
        self.browser.click("#port-map button[aria-label='Fewer ports']")
        self.assertNotEqual(whole, self.canvas("canvas.port-map"))
        self.browser.click("#port-map button[aria-label='All ports']")
        self.assertEqual(whole, self.canvas("canvas.port-map"))

    def test_arrow_keys_read_charts_and_map(self):
        self.browser.script("document.querySelector('canvas.port-map').focus()")
        self.browser.press(UP)
        self.assertRegex(self.browser.text("#port-map .readout"), r"^Port 1026 at 30 minutes: ")
        self.browser.press(LEFT)
        self.assertRegex(self.browser.text("#port-map .readout"), r"^Port 1026 at 29\.83 minutes: ")
        self.browser.script("document.querySelector('#attempts .plot').focus()")
        self.browser.press(RIGHT)
        self.assertRegex(self.browser.text("#attempts .readout"), r"^0\.04\d+ minutes: attempts ")

    def test_tab_reaches_every_control(self):
        reached = []
        for _ in range(60):
            self.browser.press(TAB)
            reached.append(self.browser.script("""
                const e = document.activeElement;
                const figure = e.closest('figure');
                const name = e.title || e.className || e.tagName;
                return figure ? `${figure.id}: ${name}` : e.id || e.textContent;"""))
        for control in ["Skip to the result", "theme", "ports-1: Zoom in", "ports-1: plot", "attempts: INPUT",
                        "probes: Show all", "port-map: port-map", "port-map: SUMMARY"]:
            self.assertIn(control, reached)

    def test_the_button_switches_to_dark_and_back(self):
        self.browser.media(prefers_color_scheme="light")
        light = self.colour("body", "backgroundColor")
        drawn = self.canvas("canvas.port-map")
        self.browser.click("#theme")
        self.assertEqual("true", self.browser.script("return document.getElementById('theme').ariaPressed"))
        self.assertNotEqual(light, self.colour("body", "backgroundColor"))
        self.assertNotEqual(drawn, self.canvas("canvas.port-map"))
        self.browser.click("#theme")
        self.assertEqual(light, self.colour("body", "backgroundColor"))
        self.assertEqual(drawn, self.canvas("canvas.port-map"))

    def test_is_dark_where_the_reader_prefers_that(self):
        self.browser.media(prefers_color_scheme="dark")
        self.browser.open("file://" + self.file)
        self.assertEqual("true", self.browser.script("return document.getElementById('theme').ariaPressed"))
        self.browser.media()

    def test_paper_is_white_and_has_no_buttons(self):
        self.browser.click("#theme")
        self.browser.media("print")
        self.assertEqual("rgb(255, 255, 255)", self.colour("body", "backgroundColor"))
        self.assertEqual("none", self.colour("#theme", "display"))
        self.browser.media()

    def test_charts_take_the_colours_that_the_reader_forces(self):
        drawn = self.canvas("canvas.port-map")
        self.browser.media(prefers_color_scheme="dark", forced_colors="active")
        self.assertEqual("CanvasText", self.browser.script("return portsim.colour('text')"))
        self.assertNotEqual(drawn, self.canvas("canvas.port-map"))
        if screenshots:
            self.browser.screenshot(os.path.join(screenshots, "founding-case-forced-colours-1280.png"))
        self.browser.media()

    def test_charts_are_on_paper_as_on_the_screen_and_afterwards_all_is_as_before(self):
        self.browser.click("#theme")
        drawn = self.canvas("canvas.port-map")
        images = self.browser.printed().count(b"/Subtype /Image")
        self.assertGreaterEqual(images, 4)  # the curves of three charts, and the map
        self.assertEqual("dark", self.browser.script("return document.documentElement.dataset.theme"))
        self.assertEqual(drawn, self.canvas("canvas.port-map"))

    def test_has_no_id_twice_and_headings_in_order(self):
        ids = self.browser.script("return [...document.querySelectorAll('[id]')].map((e) => e.id)")
        self.assertEqual(len(ids), len(set(ids)))
        script = "return [...document.querySelectorAll('h1,h2,h3')].map((e) => Number(e.tagName[1]))"
        levels = self.browser.script(script)
        self.assertEqual(1, levels[0])
        self.assertTrue(all(after <= before + 1 for before, after in zip(levels, levels[1:])))

    def test_fits_every_width(self):
        self.look("founding-case")


class HostileNames(Report):
    @classmethod
    def setUpClass(cls):
        cls.open(["run", "-"], HOSTILE)

    def test_stay_text(self):
        self.check_quiet()
        self.assertEqual(HOSTILE_NAME, self.browser.text("h1"))
        self.assertEqual(0, self.browser.script("return document.querySelectorAll('img').length"))
        self.assertIn(HOSTILE_NAME.replace("'", "''"), self.browser.text("#scenario pre"))

    def test_fit_every_width(self):
        self.look("hostile-names")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        program = os.path.abspath(sys.argv[1])
    if len(sys.argv) > 2:
        screenshots = sys.argv[2]
        os.makedirs(screenshots, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = type("Folder", (), {"name": name})
        unittest.main(argv=sys.argv[:1], verbosity=2)
