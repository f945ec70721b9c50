// The points of a sweep over one axis: of numbers as a curve with the band of its intervals, of words as dots
// with bars; beside them theory, the threshold and today's value. Drawn as SVG, so that paper has it sharp.
'use strict';

(() => {
  const space = {left: 62, right: 16, top: 18};

  function svg(name, attributes, text) {
    const made = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text !== undefined) made.textContent = text;
    return made;
  }

  const shortened = (text, length) => (text.length > length ? text.slice(0, length - 1) + '…' : text);

  class SweepLines {
    constructor(stage, sweep) {
      this.sweep = sweep;
      this.axis = sweep.axis(sweep.across);
      this.isOfNumbers = this.axis.numbers !== null && this.axis.values.length > 1;
      this.items = this.axis.values.map((text, n) => {
        const point = sweep.point(n);
        return {n, text, point, value: sweep.value(point), theory: sweep.theory(point)};
      });
      // Along the axis, whatever the order in which the values were given.
      if (this.isOfNumbers) this.items.sort((a, b) => this.axis.numbers[a.n] - this.axis.numbers[b.n]);
      this.plot = svg('svg', {
        class: 'sweep-lines',
        tabindex: '0',
        role: 'application',
        'aria-roledescription': 'chart',
        'aria-label': `${sweep.title}, over ${this.axis.name}. Left and right arrows read the points.`,
      });
      this.at = null;
      stage.append(this.legend(), this.plot);
      this.plot.addEventListener('pointermove', (event) => this.pointAt(event));
      this.plot.addEventListener('pointerdown', (event) => this.pointAt(event));
      this.plot.addEventListener('pointerleave', () => this.leave());
      this.plot.addEventListener('keydown', (event) => this.key(event));
      this.paint();
    }

    legend() {
      const list = portsim.element('ul', {class: 'legend'});
      const entry = (css, text) => {
        const swatch = svg('svg', {class: 'swatch', viewBox: '0 0 32 10', 'aria-hidden': 'true'});
        swatch.append(svg('path', {class: css, d: 'M0 5H32'}));
        list.append(portsim.element('li', {}, swatch, ' ' + text));
      };
      entry('curve', 'simulated, with its interval');
      if (this.items.some((item) => item.theory)) entry('theory', 'theory');
      for (const threshold of this.sweep.thresholds()) entry('threshold', threshold.text);
      if (this.items.some((item) => item.point && item.point.met === false))
        list.append(portsim.element('li', {}, '✕ misses a threshold'));
      const {today} = this.axis;
      if (today) entry('today', `as the scenario has it: ${today.text}`);
      return list;
    }

    scales() {
      const width = this.plot.clientWidth;
      const longest = Math.min(Math.max(...this.axis.values.map((text) => text.length)), 20);
      const across = width - space.left - space.right;
      this.isSlanted = !this.isOfNumbers && longest * 7 > across / this.items.length;
      const bottom = this.isSlanted ? longest * 5 + 34 : 44;
      const height = 300 + bottom;
      this.plot.setAttribute('viewBox', `0 0 ${width} ${height}`);
      this.plot.style.height = `${height}px`;
      this.area = {x: space.left, y: space.top, w: across, h: height - bottom - space.top};
      this.height = height;
      this.top = this.most();
    }

    most() {
      let most = 0;
      for (const {value, theory} of this.items) {
        if (value) most = Math.max(most, value.mean, value.high || 0);
        if (theory) most = Math.max(most, theory.mean);
      }
      const thresholds = this.sweep.thresholds().map((threshold) => threshold.value);
      return 1.04 * Math.max(most, ...thresholds) || 1;
    }

    yOf(value) {
      return this.area.y + this.area.h * (1 - value / this.top);
    }

    xOfNumber(number) {
      const numbers = this.axis.numbers;
      const scaled = (x) => (this.axis.by_factors ? Math.log(x) : x);
      const [least, most] = [scaled(Math.min(...numbers)), scaled(Math.max(...numbers))];
      const margin = Math.min(24, this.area.w / 20);
      return this.area.x + margin + ((scaled(number) - least) / (most - least)) * (this.area.w - 2 * margin);
    }

    xOf(item) {
      if (this.isOfNumbers) return this.xOfNumber(this.axis.numbers[item.n]);
      return this.area.x + ((item.n + 0.5) / this.items.length) * this.area.w;
    }

    paint() {
      this.scales();
      this.plot.replaceChildren();
      this.paintUp();
      this.paintAcross();
      this.paintToday();
      this.paintThresholds();
      if (this.isOfNumbers) this.paintBand();
      this.paintTheory();
      this.paintPoints();
      this.paintCursor();
    }

    add(name, attributes, text) {
      const made = svg(name, attributes, text);
      this.plot.append(made);
      return made;
    }

    line(css, x1, y1, x2, y2) {
      this.add('line', {class: css, x1, y1, x2, y2});
    }

    paintUp() {
      const {x, y, w, h} = this.area;
      for (const tick of portsim.ticks(0, this.top, h / 40)) {
        this.line('grid', x, this.yOf(tick), x + w, this.yOf(tick));
        this.add('text', {x: x - 6, y: this.yOf(tick) + 4, 'text-anchor': 'end'}, this.sweep.text(tick));
      }
      this.line('axis', x, y + h, x + w, y + h);
    }

    // [position, text]
    ticksAcross() {
      const {numbers, by_factors: byFactors, unit} = this.axis;
      if (!this.isOfNumbers || byFactors || this.items.length <= 20)
        return this.items.map((item) => [this.xOf(item), item.text]);
      const ticks = portsim.ticks(Math.min(...numbers), Math.max(...numbers), this.area.w / 90);
      return ticks.map((tick) => [this.xOfNumber(tick), portsim.number(tick) + unit]);
    }

    paintAcross() {
      const {x, y, w, h} = this.area;
      let free = -Infinity;
      for (const [at, text] of this.ticksAcross()) {
        const shown = shortened(text, 20);
        const half = this.isSlanted ? 7 : shown.length * 3.6;
        if (at - half < free) continue;
        free = at + half + 6;
        this.line('axis', at, y + h, at, y + h + 4);
        const place = {x: at, y: y + h + 18, 'text-anchor': this.isSlanted ? 'end' : 'middle'};
        if (this.isSlanted) place.transform = `rotate(-35 ${at} ${y + h + 18})`;
        this.add('text', place, shown);
      }
      const scale = this.axis.by_factors && this.isOfNumbers ? ' (logarithmic)' : '';
      const name = shortened(this.axis.name, Math.floor(w / 7)) + scale;
      this.add('text', {class: 'name', x: x + w / 2, y: this.height - 6, 'text-anchor': 'middle'}, name);
    }

    paintToday() {
      const {today} = this.axis;
      if (!today) return;
      const item = this.items.find((each) => each.n === today.at);
      const isBetween = this.isOfNumbers && today.number !== null;
      const at = item ? this.xOf(item) : isBetween ? this.xOfNumber(today.number) : NaN;
      if (at >= this.area.x && at <= this.area.x + this.area.w)
        this.line('today', at, this.area.y, at, this.area.y + this.area.h);
    }

    paintThresholds() {
      const {x, w} = this.area;
      for (const {value} of this.sweep.thresholds()) {
        const y = this.yOf(value);
        this.line('threshold', x, y, x + w, y);
      }
    }

    // Runs of neighbouring points that have a value; a missing point is a gap.
    runs() {
      const runs = [[]];
      for (const item of this.items) {
        if (item.value) runs[runs.length - 1].push(item);
        else if (runs[runs.length - 1].length > 0) runs.push([]);
      }
      return runs.filter((run) => run.length > 0);
    }

    paintBand() {
      const place = (item, value) => `${this.xOf(item)} ${this.yOf(value)}`;
      const path = (items, value) => items.map((item) => place(item, value(item))).join('L');
      for (const run of this.runs()) {
        const known = (end) => (item) => (item.value[end] === null ? item.value.mean : item.value[end]);
        const back = [...run].reverse();
        this.add('path', {class: 'band', d: `M${path(run, known('high'))}L${path(back, known('low'))}Z`});
        this.add('path', {class: 'curve', d: 'M' + path(run, (item) => item.value.mean)});
      }
    }

    paintTheory() {
      const items = this.items.filter((item) => item.theory);
      const [x, y] = [(item) => this.xOf(item), (item) => this.yOf(item.theory.mean)];
      if (this.isOfNumbers && items.length > 1)
        this.add('path', {class: 'theory', d: 'M' + items.map((item) => `${x(item)} ${y(item)}`).join('L')});
      else for (const item of items) this.line('theory', x(item) - 14, y(item), x(item) + 14, y(item));
    }

    paintPoints() {
      const isDense = this.area.w / this.items.length < 7;
      for (const item of this.items) {
        if (!item.value) continue;
        const [x, y] = [this.xOf(item), this.yOf(item.value.mean)];
        const {low, high} = item.value;
        if (!this.isOfNumbers && low !== null && high !== null)
          this.line('interval', x, this.yOf(low), x, this.yOf(high));
        if (item.point.met === false && !isDense)
          this.add('path', {class: 'miss', d: `M${x - 4} ${y - 4}l8 8m0 -8l-8 8`});
        else if (!isDense) this.add('circle', {class: 'point', cx: x, cy: y, r: 3.5});
      }
    }

    paintCursor() {
      if (this.at === null) return;
      const item = this.items[this.at];
      const x = this.xOf(item);
      this.line('cursor', x, this.area.y, x, this.area.y + this.area.h);
      if (item.value) this.add('circle', {class: 'cursor', cx: x, cy: this.yOf(item.value.mean), r: 6});
    }

    move(at) {
      this.at = Math.min(Math.max(at, 0), this.items.length - 1);
      this.sweep.read(this.items[this.at].n);
      this.paint();
    }

    pointAt(event) {
      const x = event.clientX - this.plot.getBoundingClientRect().left;
      const distance = (n) => Math.abs(this.xOf(this.items[n]) - x);
      let nearest = 0;
      for (let n = 1; n < this.items.length; ++n) if (distance(n) < distance(nearest)) nearest = n;
      if (nearest !== this.at) this.move(nearest);
    }

    leave() {
      this.at = null;
      this.sweep.explain();
      this.paint();
    }

    key(event) {
      const steps = {ArrowLeft: -1, ArrowRight: 1};
      const step = steps[event.key];
      if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      this.move((this.at === null ? (step > 0 ? -1 : this.items.length) : this.at) + step);
    }
  }

  portsim.sweepLines = (stage, sweep) => new SweepLines(stage, sweep);
})();
