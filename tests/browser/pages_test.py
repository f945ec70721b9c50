#!/usr/bin/env python3
"""Reports of sweep, compare and advise in a browser: opened from a file, read, clicked through, looked at.

    tests/browser/pages_test.py PROGRAM [FOLDER]

FOLDER gets a screenshot of each report, light, dark, on paper and on a telephone.
"""

import json
import os
import re
import sys
import tempfile
import unittest

import report_test
from report_test import FOUNDING_CASE, HOSTILE, HOSTILE_NAME, LEFT, RIGHT, UP, Report

DELAY = "hosts.mail-front-end.settings.TcpTimedWaitDelay"
RANGE = "hosts.mail-front-end.settings.MaxUserPort"
SHORT = ["--replications", "3", "--set", "duration=10min"]


def load_tests(loader, tests, pattern):
    """Those of this file, not the ones that it builds upon."""
    cases = [SweepOverNumbers, SweepOverWords, SweepOverTwoAxes, SweepOverThreeAxes, HostileSweep,
             ThousandPoints, Comparison, Advice]
    return unittest.TestSuite(loader.loadTestsFromTestCase(case) for case in cases)


class Page(Report):
    def check_quiet(self):
        """As for the report of a run, and nobody is asked for anything."""
        self.assertEqual([], self.logged)
        events = [json.loads(event["message"])["message"] for event in self.events]
        asked = [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]
        self.assertEqual(["file://" + self.file], [url for url in asked if not url.startswith("data:")])

    def readout(self):
        return self.browser.text("#sweep .readout")

    def choose(self, label, text):
        self.browser.script(
            "const selects = [...document.querySelectorAll('#sweep select')];"
            "const select = selects.find((e) => e.name === arguments[0]);"
            "select.value = [...select.options].find((e) => e.text === arguments[1]).value;"
            "select.dispatchEvent(new Event('change'))", label, text)

    def count(self, css):
        return self.browser.script("return document.querySelectorAll(arguments[0]).length", css)

    def tearDown(self):
        self.assertEqual([], self.browser.log("browser"))


class SweepOverNumbers(Page):
    @classmethod
    def setUpClass(cls):
        cls.open(["sweep", FOUNDING_CASE, *SHORT, "--vary", DELAY + "=30..300 step 30"])

    def test_opens_quietly_and_answers_first(self):
        self.check_quiet()
        self.assertRegex(self.browser.text("main .verdict .word"), r"\d of 10 points meet the thresholds")
        self.assertIn("fails from TcpTimedWaitDelay", self.browser.text("main .verdict .reasons"))

    def test_draws_curve_band_threshold_and_today(self):
        for css in ["path.curve", "path.band", "line.threshold", "line.today", "path.miss", "circle.point"]:
            self.assertGreater(self.count("#sweep .stage .sweep-lines " + css), 0, css)

    def test_pointing_and_arrow_keys_read_the_points(self):
        self.browser.mouse("#sweep .sweep-lines", (0.9, 0.5))
        self.assertRegex(self.readout(),
                         r"^TcpTimedWaitDelay \d+: failure_fraction \d.* % \(.* to .*\), n = 3")
        self.browser.script("document.querySelector('#sweep .sweep-lines').focus()")
        self.browser.press(LEFT)
        before = self.readout()
        self.browser.press(LEFT)
        self.assertNotEqual(before, self.readout())

    def test_switching_the_metric_draws_it(self):
        self.choose("Shown", "peak_in_use")
        self.assertEqual(0, self.count("#sweep .stage line.threshold"))
        self.browser.script("document.querySelector('#sweep .sweep-lines').focus()")
        self.browser.press(RIGHT)
        self.assertRegex(self.readout(), r"^TcpTimedWaitDelay 30: peak_in_use [\d,.]+, n = 3")

    def test_heads_sort_the_table(self):
        self.browser.script("document.querySelector('#sweep details').open = true")
        first = "#sweep table.figures tbody tr:first-child th"
        self.assertEqual("30", self.browser.text(first))
        self.browser.click("#sweep thead th:first-child button")
        self.browser.click("#sweep thead th:first-child button")
        self.assertEqual("300", self.browser.text(first))

    def test_fits_every_width(self):
        self.look("sweep-numbers")


class SweepOverWords(Page):
    @classmethod
    def setUpClass(cls):
        systems = "windows-2000,windows-xp-sp2,windows-server-2003-sp1"
        cls.open(["sweep", FOUNDING_CASE, *SHORT, "--vary", "hosts.mail-front-end.os=" + systems])

    def test_draws_points_with_their_intervals(self):
        self.check_quiet()
        self.assertEqual(3, self.count("#sweep .stage line.interval"))
        self.assertEqual(0, self.count("#sweep .stage path.band"))

    def test_fits_every_width(self):
        self.look("sweep-words")


class SweepOverTwoAxes(Page):
    @classmethod
    def setUpClass(cls):
        cls.open(["sweep", FOUNDING_CASE, *SHORT, "--vary", DELAY + "=30..240 step 30",
                  "--vary", RANGE + "=5000,10000,20000,40000"])

    def test_opens_quietly_with_a_map(self):
        self.check_quiet()
        self.assertEqual(1, self.count("#sweep canvas.heat-map"))

    def test_pointing_and_arrow_keys_read_cells(self):
        self.browser.mouse("#sweep canvas.heat-map", (0.9, 0.7))
        self.assertRegex(self.readout(), r"^TcpTimedWaitDelay 240, MaxUserPort 5000: failure_fraction \d.* % "
                                         r"\(.* to .*\), n = 3.*; misses a threshold$")
        self.browser.mouse("h1", (0.5, 0.5))
        self.browser.script("document.querySelector('#sweep canvas').focus()")
        self.browser.press(RIGHT)
        self.assertRegex(self.readout(), r"^TcpTimedWaitDelay 30, MaxUserPort 5000: ")
        self.browser.press(UP)
        self.assertRegex(self.readout(), r"^TcpTimedWaitDelay 30, MaxUserPort 10000: ")

    def test_metric_and_theme_change_the_picture(self):
        drawn = self.canvas("#sweep canvas")
        self.browser.click("#theme")
        self.assertNotEqual(drawn, self.canvas("#sweep canvas"))
        self.browser.click("#theme")
        self.assertEqual(drawn, self.canvas("#sweep canvas"))
        self.choose("Shown", "failures")
        self.assertNotEqual(drawn, self.canvas("#sweep canvas"))

    def test_axes_change_places_and_curves_are_one_choice(self):
        self.choose("Across", "MaxUserPort")
        self.assertIn("MaxUserPort across, TcpTimedWaitDelay up",
                      self.browser.script("return document.querySelector('#sweep canvas').ariaLabel"))
        self.choose("Up", "nothing: curves")
        self.assertEqual(1, self.count("#sweep .sweep-lines"))

    def test_fits_every_width(self):
        self.look("sweep-map")


class SweepOverThreeAxes(Page):
    @classmethod
    def setUpClass(cls):
        cls.open(["sweep", FOUNDING_CASE, *SHORT, "--vary", DELAY + "=60,120,240",
                  "--vary", RANGE + "=5000,20000", "--vary", "workloads.webmail.client.ttl=5s,20s"])

    def test_the_third_axis_is_a_choice(self):
        self.check_quiet()
        drawn = self.canvas("#sweep canvas")
        self.choose("ttl", "20s")
        self.assertNotEqual(drawn, self.canvas("#sweep canvas"))


class HostileSweep(Page):
    @classmethod
    def setUpClass(cls):
        name = HOSTILE_NAME.replace("'", "''")
        cls.open(["sweep", "-", "--vary", f"scenario='{name}',b", "--vary", "duration=50s,100s"], HOSTILE)

    def test_stays_text(self):
        self.check_quiet()
        self.assertEqual(0, self.count("img"))
        self.browser.script("document.querySelector('#sweep canvas').focus()")
        self.browser.press(RIGHT)
        self.assertIn("<img src=x", self.readout())

    def test_fits_every_width(self):
        self.look("sweep-hostile")


class ThousandPoints(Page):
    @classmethod
    def setUpClass(cls):
        rates = "workloads.requests.client.rate=1/min..1000/min step 1/min"
        cls.open(["sweep", "-", "--vary", rates], HOSTILE)

    def test_is_under_five_megabytes(self):
        self.check_quiet()
        self.assertLess(os.path.getsize(self.file), 5_000_000)
        self.assertEqual(1000, self.count("#sweep tbody tr"))

    def test_fits_every_width(self):
        self.look("sweep-thousand")


class Comparison(Page):
    @classmethod
    def setUpClass(cls):
        enough = ["--replications", "8", "--set", "duration=10min"]  # for a sign test
        cls.open(["compare", FOUNDING_CASE, *enough, "--b", DELAY + "=60"])

    def test_answers_first_and_says_what_differs(self):
        self.check_quiet()
        self.assertIn("B IS BETTER", self.browser.text("main .verdict .word"))
        self.assertIn(DELAY, self.browser.text("#compared table.figures"))
        self.assertGreater(self.count("svg.interval-bar line.interval"), 5)

    def test_fits_every_width(self):
        self.look("compare")


class Advice(Page):
    @classmethod
    def setUpClass(cls):
        cls.open(["advise", FOUNDING_CASE, *SHORT])

    def test_answers_first_and_draws_each_cure(self):
        self.check_quiet()
        self.assertIn("FAILS", self.browser.text("main .verdict .word"))
        cures = self.count("#changes div.facts")
        self.assertGreater(cures, 0)
        rows = self.browser.script(
            "return [...document.querySelectorAll('.intervals tbody th')].map((e) => e.textContent)")
        self.assertEqual("today", rows[0])
        self.assertEqual(cures, len([row for row in rows if re.match(r"\d+\. ", row)]))

    def test_fits_every_width(self):
        self.look("advise")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        report_test.program = os.path.abspath(sys.argv[1])
    if len(sys.argv) > 2:
        report_test.screenshots = sys.argv[2]
        os.makedirs(report_test.screenshots, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        report_test.folder = type("Folder", (), {"name": name})
        unittest.main(argv=sys.argv[:1], verbosity=2)
