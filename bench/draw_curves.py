#!/usr/bin/env python3
"""Draws what the questions bench/curves_*.cpp answer, as two pictures beside this file.

    ./portsim bench Curve_ --benchmark_repetitions=3 --benchmark_out=curves.json --benchmark_out_format=json
    bench/draw_curves.py curves.json

Both axes are logarithmic. Only the standard library is needed.
"""

import html
import json
import math
import pathlib
import sys

# Colours of Okabe and Ito, as in the pictures of `run`; dashes tell curves apart without any.
STYLE = """path{fill:none;stroke-width:2;stroke-linejoin:round}
text{font-family:system-ui,sans-serif;font-size:12px;fill:#1b1f24}
.page{fill:#fff;stroke:#c9d0d7}.heading{font-size:14px;font-weight:600}.small{fill:#59636e}
.grid{stroke:#dde1e6;stroke-width:1}.axis{stroke:#59636e;stroke-width:1}
.c0{stroke:#0072b2}.c1{stroke:#b86e00;stroke-dasharray:12 3}.c2{stroke:#d55e00;stroke-dasharray:3 2}
.c3{stroke:#00684c;stroke-dasharray:7 5}
@media (prefers-color-scheme:dark){text{fill:#e8ebee}.page{fill:#14181d;stroke:#3f4954}
.small{fill:#a3adb8}.grid{stroke:#323a44}.axis{stroke:#a3adb8}
.c0{stroke:#56b4e9}.c1{stroke:#e69f00}.c2{stroke:#ff8a50}.c3{stroke:#4fd0a8}}
"""

WIDTH, HEIGHT = 300, 170  # of the part with the curves
LEFT, HEAD, FOOT, GAP = 56, 64, 46, 24


def read(file):
    """Benchmark name -> (captured name, {argument: value}, ns per attempt) of each of its points."""
    points = {}
    for run in json.load(open(file))["benchmarks"]:
        if run.get("run_type", "iteration") != "iteration" or "attempts/s" not in run:
            continue
        question, *parts = run["name"].split("/")
        words = [part for part in parts if ":" not in part]
        pairs = [part.split(":") for part in parts if ":" in part]
        arguments = {name: int(value) for name, value in pairs}
        points.setdefault(question, []).append((words[0] if words else "", arguments, 1e9 / run["attempts/s"]))
    return points


def curve(points, along, chosen=lambda word, arguments: True):
    found = {}
    for word, arguments, cost in points:
        if chosen(word, arguments):
            found.setdefault(arguments[along], []).append(cost)
    return [(x, sorted(costs)[len(costs) // 2]) for x, costs in sorted(found.items())]


def short(number):
    for size, unit in ((1_000_000, " M"), (1000, ",000")):
        if number >= size and number % size == 0:
            return f"{number // size}{unit}"
    return f"{number:,}"


def decades(low, high):
    return [10**n for n in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)]


class Panel:
    def __init__(self, title, x_label, curves):
        self.title, self.x_label = title, x_label
        self.curves = [(name, points) for name, points in curves if points]

    def svg(self, left, top):
        xs = sorted({max(x, 1) for _, points in self.curves for x, _ in points})
        costs = [cost for _, points in self.curves for _, cost in points]
        ticks = decades(min(costs), max(max(costs), 10 * min(costs)))

        def place(x, cost):
            along = math.log(max(x, 1) / xs[0]) / math.log(xs[-1] / xs[0])
            up = math.log(cost / ticks[0]) / math.log(ticks[-1] / ticks[0])
            return f"{left + LEFT + WIDTH * along:.1f} {top + HEAD + HEIGHT * (1 - up):.1f}"

        svg = [text("heading", left + LEFT, top + 16, "start", self.title)]
        offset = 0
        for n, (name, _) in enumerate(self.curves):
            x, y = left + LEFT + offset % WIDTH, top + 34 + 16 * (offset // WIDTH)
            svg.append(f'<path class="c{n}" d="M{x} {y}h24"/>')
            svg.append(text("small", x + 29, y + 4, "start", name))
            offset += WIDTH // 2 if len(self.curves) > 3 else WIDTH // max(len(self.curves), 1)
        for tick in ticks:
            svg.append(f'<path class="grid" d="M{place(xs[0], tick)}h{WIDTH}"/>')
            y = float(place(xs[0], tick).split()[1]) + 4
            svg.append(text("small", left + LEFT - 8, y, "end", short(tick) + " ns" * (tick == ticks[0])))
        bottom = top + HEAD + HEIGHT
        svg.append(f'<path class="axis" d="M{left + LEFT} {bottom}h{WIDTH}"/>')
        for tick in [x for x in decades(xs[0], xs[-1]) if xs[0] <= x <= xs[-1]]:
            x = float(place(tick, ticks[0]).split()[0])
            svg.append(f'<path class="axis" d="M{x} {bottom}v4"/>')
            is_none = tick == 1 and any(points[0][0] == 0 for _, points in self.curves)
            svg.append(text("small", x, bottom + 17, "middle", "0" if is_none else short(tick)))
        svg.append(text("small", left + LEFT + WIDTH / 2, bottom + 34, "middle", self.x_label))
        for n, (_, points) in enumerate(self.curves):
            svg.append(f'<path class="c{n}" d="M{"L".join(place(x, cost) for x, cost in points)}"/>')
        return "\n".join(svg)


def text(look, x, y, anchor, words):
    words = html.escape(words)
    return f'<text class="{look}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{words}</text>'


def picture(title, panels, columns):
    wide, high = LEFT + WIDTH + GAP, HEAD + HEIGHT + FOOT
    width = columns * wide + GAP
    height = math.ceil(len(panels) / columns) * high + GAP
    drawn = [
        panel.svg(GAP // 2 + n % columns * wide, GAP // 2 + n // columns * high) for n, panel in enumerate(panels)
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-label="{html.escape(title)}">\n<style>\n{STYLE}</style>\n'
        f'<rect class="page" x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="6"/>\n'
        + "\n".join(drawn)
        + "\n</svg>\n"
    )


def selections(points):
    names = dict.fromkeys(word for word, _, _ in points)
    levels = (("half full", 50), ("99 % full", 99), ("exhausted", 100))

    def of(name, level):
        return curve(points, "ports", lambda word, at: word == name and at["occupancy_percent"] == level)

    return [Panel(name, "ports", [(label, of(name, level)) for label, level in levels]) for name in names]


def sizes(points):
    def loads(question, along):
        return [
            (f"load {load / 100:g}", curve(points[question], along, lambda _, at: at["load_percent"] == load))
            for load in (90, 150)
        ]

    def destinations(question, words):
        return [
            (f"{words}, {label}", curve(points[question], "destinations", lambda word, _: word == pool))
            for label, pool in (("1 pool", "one_pool"), ("n pools", "pool_each"))
        ]

    return [
        Panel("Hosts of 3,977 ports", "hosts", loads("Curve_Hosts", "hosts")),
        Panel(
            "Destinations of one host",
            "destinations",
            destinations("Curve_Destinations_OneWorkload", "1 workload")
            + destinations("Curve_Destinations_WorkloadEach", "n workloads"),
        ),
        Panel("Workloads of one host", "workloads", [("load 0.9", curve(points["Curve_Workloads"], "workloads"))]),
        Panel(
            "Changes in a run of a million attempts",
            "changes",
            [
                (f"{count} workload{'s' * (count > 1)}",
                 curve(points["Curve_Timeline"], "changes", lambda _, at: at["workloads"] == count))
                for count in (1, 10)
            ],
        ),
        Panel("Length of the run", "attempts", loads("Curve_RunLength", "attempts")),
    ]


def main():
    points = read(sys.argv[1])
    folder = pathlib.Path(__file__).parent
    said = "Nanoseconds an attempt takes, by "
    (folder / "curves_selection.svg").write_text(
        picture(said + "ports and occupancy, for each selection algorithm", selections(points["Curve_Occupancy"]), 3)
    )
    (folder / "curves_size.svg").write_text(
        picture(said + "hosts, destinations, workloads, changes and length of the run", sizes(points), 2)
    )


if __name__ == "__main__":
    main()
