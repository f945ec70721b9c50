// The points of a sweep: chooses what is drawn over which axes, and lets the table be sorted. Content: {axes:
// [{name, path, values: [text], numbers: [number] or null, unit, by_factors, today: {text, at, number} or
// null}], metrics: [{name, scale: "fraction", "seconds" or "count"}], thresholds: [{metric, value, text}],
// points: [{at: [of each axis the index of a value], n, met, uncertain, theory, values: [of each metric]}]}.
// A value is a number, or [mean, low, high], or null where nothing was measured.
'use strict';

(() => {
  const noAxis = -1; // nothing goes up: curves

  function estimateOf(value) {
    if (value === null || value === undefined) return null;
    if (typeof value === 'number') return {mean: value, low: null, high: null};
    const [mean, low, high] = value;
    return {mean, low, high};
  }

  function textOf(value, scale) {
    if (scale === 'fraction') return portsim.number(100 * value, 3) + ' %';
    return portsim.number(value, 4) + (scale === 'seconds' ? ' s' : '');
  }

  class Sweep {
    constructor(container, content, title) {
      this.content = content;
      this.title = title;
      this.points = new Map(content.points.map((point) => [point.at.join(), point]));
      const varied = content.axes.map((axis, n) => n).filter((n) => content.axes[n].values.length > 1);
      const [first = 0, second = noAxis] = varied;
      const count = (n) => (n === noAxis ? 0 : this.axis(n).values.length);
      const isSecondLonger = count(second) > count(first);
      [this.across, this.up] = isSecondLonger ? [second, first] : [first, second];
      this.varied = varied;
      this.fixed = content.axes.map((axis) => (axis.today && axis.today.at !== null ? axis.today.at : 0));
      this.metric = Math.max(content.metrics.findIndex((metric) => metric.name === 'failure_fraction'), 0);
      this.choices = portsim.element('div', {class: 'choices'});
      this.stage = portsim.element('div', {class: 'stage'});
      this.readout = portsim.element('output', {class: 'readout', role: 'status'});
      container.append(this.choices, this.stage, this.readout);
      const table = container.closest('figure').querySelector('table.figures');
      if (table) portsim.sortable(table);
      this.show();
    }

    axis(n) {
      return this.content.axes[n];
    }

    // `options`: [[value, text]].
    select(label, options, chosen, act) {
      const select = portsim.element('select', {});
      for (const [value, text] of options) {
        const option = portsim.element('option', {value}, text);
        option.selected = value === chosen;
        select.append(option);
      }
      select.addEventListener('change', () => {
        act(Number(select.value));
        this.show();
        const same = [...this.choices.querySelectorAll('select')].find((each) => each.name === label);
        if (same) same.focus();
      });
      select.name = label;
      this.choices.append(portsim.element('label', {class: 'choice'}, label + ' ', select));
    }

    choose() {
      const {metrics, axes} = this.content;
      this.choices.replaceChildren();
      const shown = metrics.map((metric, n) => [n, metric.name]);
      this.select('Shown', shown, this.metric, (n) => (this.metric = n));
      if (this.varied.length < 2) return;
      const names = this.varied.map((n) => [n, axes[n].name]);
      this.select('Across', names, this.across, (n) => {
        if (n === this.up) this.up = this.across;
        this.across = n;
      });
      const upwards = names.filter(([n]) => n !== this.across);
      this.select('Up', [...upwards, [noAxis, 'nothing: curves']], this.up, (n) => (this.up = n));
      for (const n of this.varied) {
        if (n === this.across || n === this.up) continue;
        const values = axes[n].values.map((text, at) => [at, text]);
        this.select(axes[n].name, values, this.fixed[n], (at) => (this.fixed[n] = at));
      }
    }

    // undefined: not finished, or left out.
    point(atAcross, atUp) {
      const at = [...this.fixed];
      at[this.across] = atAcross;
      if (this.up !== noAxis) at[this.up] = atUp;
      return this.points.get(at.join());
    }

    value(point) {
      return point ? estimateOf(point.values[this.metric]) : null;
    }

    isFailureFraction() {
      return this.content.metrics[this.metric].name === 'failure_fraction';
    }

    theory(point) {
      return point && this.isFailureFraction() ? estimateOf(point.theory) : null;
    }

    text(value) {
      return textOf(value, this.content.metrics[this.metric].scale);
    }

    thresholds() {
      const {name} = this.content.metrics[this.metric];
      return this.content.thresholds.filter((threshold) => threshold.metric === name);
    }

    describe(point, place) {
      if (!point) return `${place}: no such point, or it has not finished`;
      const {name} = this.content.metrics[this.metric];
      const value = this.value(point);
      if (!value) return `${place}: ${name} –, nothing to measure`;
      const interval = value.low === null || value.high === null || value.low === value.high
          ? '' : ` (${this.text(value.low)} to ${this.text(value.high)})`;
      const theory = this.theory(point);
      const judged = {true: '; meets the thresholds', false: '; misses a threshold'}[point.met] || '';
      const beside = theory ? `; theory ${this.text(theory.mean)}` : '';
      const doubt = point.uncertain ? ', uncertain' : '';
      const measured = `${name} ${this.text(value.mean)}${interval}, n = ${point.n}`;
      return `${place}: ${measured}${beside}${judged}${doubt}`;
    }

    place(atAcross, atUp) {
      const {axes} = this.content;
      const here = (n, at) => `${axes[n].name} ${axes[n].values[at]}`;
      return here(this.across, atAcross) + (this.up === noAxis ? '' : ', ' + here(this.up, atUp));
    }

    read(atAcross, atUp) {
      portsim.tell(this.readout, this.describe(this.point(atAcross, atUp), this.place(atAcross, atUp)));
    }

    explain() {
      portsim.tell(this.readout, 'Point at the chart, or use the arrow keys in it, to read a point.');
    }

    show() {
      this.choose();
      this.stage.replaceChildren();
      const draw = this.up === noAxis ? portsim.sweepLines : portsim.heatMap;
      this.view = draw(this.stage, this);
      this.explain();
    }

    redraw() {
      this.view.paint();
    }
  }

  // What a cell counts as: a number, with its unit taken into account; words otherwise; nothing comes last.
  function sortKey(text) {
    const plain = text.replace(/,(?=\d{3})/g, '');
    const [, number, unit] = plain.match(/(-?\d[\d.]*(?:e[-+]?\d+)?)\s*([a-z]*)/) || [];
    if (number === undefined) return text === '-' ? Infinity : text;
    const units = {ns: 1e-9, us: 1e-6, ms: 1e-3, min: 60, h: 3600, d: 86400};
    return Number(number) * (units[unit] || 1);
  }

  function compare(a, b) {
    if (typeof a === 'number' && typeof b === 'number') return a === b ? 0 : a < b ? -1 : 1;
    return String(a).localeCompare(String(b), 'en');
  }

  // A button in each head sorts the rows, once more the other way round.
  portsim.sortable = (table) => {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = portsim.element('button', {type: 'button', class: 'sort'}, head.textContent);
      head.replaceChildren(button);
      button.addEventListener('click', () => {
        const direction = head.getAttribute('aria-sort') === 'ascending' ? -1 : 1;
        heads.forEach((each) => each.removeAttribute('aria-sort'));
        head.setAttribute('aria-sort', direction === 1 ? 'ascending' : 'descending');
        const keyed = [...table.tBodies[0].rows].map((row) => [sortKey(row.cells[column].textContent), row]);
        keyed.sort(([a], [b]) => direction * compare(a, b));
        table.tBodies[0].append(...keyed.map(([, row]) => row));
      });
    });
  };

  portsim.charts.sweep = (container, content, title) => new Sweep(container, content, title);
})();
