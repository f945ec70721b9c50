// Curves with intervals over one axis, drawn by dygraphs. Content: {x: {label, from, until, values}, y:
// {label}, curves: [{name, look, mean, low, high}], marks: [{x, label}], shades: [{from, until, label}]};
// low, high, marks and shades may be missing, and null is a gap. Charts over the same axis zoom together.
'use strict';

(() => {
  // How a curve is told from others without its colour.
  const looks = {
    limit: {dash: [7, 5], width: 1.5},
    whole: {dash: null, width: 2},
    'time-wait': {dash: [12, 3], width: 2},
    live: {dash: [3, 2], width: 2},
    attempts: {dash: null, width: 2},
    failures: {dash: [12, 3], width: 2},
    theory: {dash: [2, 4], width: 2},
  };
  const groups = {}; // an axis -> the charts over it

  function rowsOf(content) {
    const point = ({mean, low = mean, high = mean}, n) => [low[n], mean[n], high[n]];
    return content.x.values.map((x, n) => [x, ...content.curves.map((curve) => point(curve, n))]);
  }

  function seriesOf(content) {
    const series = {};
    for (const {name, look} of content.curves) {
      const {dash, width} = looks[look];
      series[name] = {color: portsim.colour('look-' + look), strokePattern: dash, strokeWidth: width};
    }
    return series;
  }

  function theme() {
    return {gridLineColor: portsim.colour('grid'), axisLineColor: portsim.colour('muted')};
  }

  function swatch(look) {
    const line = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    line.setAttribute('aria-hidden', 'true');
    line.setAttribute('viewBox', '0 0 32 10');
    line.setAttribute('class', 'swatch');
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('d', 'M0 5H32');
    path.setAttribute('stroke', `var(--look-${look})`);
    path.setAttribute('stroke-width', '3');
    if (looks[look].dash) path.setAttribute('stroke-dasharray', looks[look].dash.join(' '));
    line.append(path);
    return line;
  }

  // A box for each curve: unchecked, the curve is hidden.
  function legendOf(content, setVisible) {
    const legend = portsim.element('fieldset', {class: 'legend'}, portsim.element('legend', {}, 'Curves'));
    content.curves.forEach((curve, n) => {
      const box = portsim.element('input', {type: 'checkbox', checked: ''});
      box.addEventListener('change', () => setVisible(n, box.checked));
      legend.append(portsim.element('label', {}, box, swatch(curve.look), ' ' + curve.name));
    });
    return legend;
  }

  function drawShades(content, context, area, graph) {
    context.fillStyle = portsim.colour('shade');
    for (const {from, until} of content.shades || []) {
      const left = Math.max(graph.toDomXCoord(from), area.x);
      const right = Math.min(graph.toDomXCoord(until), area.x + area.w);
      if (right > left) context.fillRect(left, area.y, right - left, area.h);
    }
  }

  function drawMarks(content, context, area, graph) {
    context.strokeStyle = context.fillStyle = portsim.colour('text');
    context.font = 'bold 12px sans-serif';
    context.lineWidth = 1;
    context.setLineDash([4, 3]);
    for (const {x, label} of content.marks || []) {
      const at = Math.round(graph.toDomXCoord(x)) + 0.5;
      if (at < area.x || at > area.x + area.w) continue;
      context.beginPath();
      context.moveTo(at, area.y);
      context.lineTo(at, area.y + area.h);
      context.stroke();
      context.fillText(label, at + 3, area.y + 12);
    }
    context.setLineDash([]);
  }

  function valueText(curve, n) {
    const mean = curve.mean[n];
    if (mean === null) return curve.name + ' –';
    const isExact = !curve.low || curve.low[n] === curve.high[n];
    const interval = isExact ? '' : ` (${portsim.number(curve.low[n])} to ${portsim.number(curve.high[n])})`;
    return `${curve.name} ${portsim.number(mean)}${interval}`;
  }

  class Curves {
    constructor(container, content, title) {
      this.content = content;
      this.plot = portsim.element('div', {
        class: 'plot',
        tabindex: '0',
        role: 'application',
        'aria-roledescription': 'chart',
        'aria-label': `${title}. Left and right arrows read values, plus and minus zoom, 0 shows all.`,
      });
      this.readout = portsim.element('output', {class: 'readout', role: 'status'});
      const legend = legendOf(content, (n, isVisible) => this.graph.setVisibility(n, isVisible));
      const unit = portsim.element('p', {class: 'unit', 'aria-hidden': 'true'}, content.y.label);
      container.append(this.controls(), legend, unit, this.plot, this.readout);
      this.explain();
      this.graph = new Dygraph(this.plot, rowsOf(content), this.options());
      this.plot.addEventListener('keydown', (event) => this.key(event));
      this.plot.addEventListener('mouseleave', () => this.explain());
      const axis = JSON.stringify([content.x.label, content.x.from, content.x.until]);
      this.group = groups[axis] = groups[axis] || [];
      this.group.push(this);
    }

    options() {
      const {content} = this;
      const mouse = Object.assign({}, Dygraph.defaultInteractionModel);
      // A finger scrolls the page; the buttons zoom.
      for (const touch of ['touchstart', 'touchmove', 'touchend']) delete mouse[touch];
      return {
        ...theme(),
        labels: [content.x.label, ...content.curves.map((curve) => curve.name)],
        series: seriesOf(content),
        customBars: true,
        fillAlpha: 0.25,
        includeZero: true,
        legend: 'never',
        interactionModel: mouse,
        dateWindow: [content.x.from, content.x.until],
        xlabel: content.x.label,
        axisLabelFontSize: 12,
        xLabelHeight: 16,
        xRangePad: 0,
        axes: {
          x: {drawGrid: false, axisLabelFormatter: (x) => portsim.number(x)},
          y: {axisLabelWidth: 60, axisLabelFormatter: (y) => portsim.number(y)},
        },
        underlayCallback: (context, area, graph) => {
          drawShades(content, context, area, graph);
          drawMarks(content, context, area, graph);
        },
        highlightCallback: (event, x, points, row) => this.read(row),
        zoomCallback: (from, until) => this.zoom(from, until),
      };
    }

    controls() {
      const controls = portsim.element('div', {class: 'controls', role: 'group', 'aria-label': 'Zoom'});
      controls.append(
        portsim.button('+', 'Zoom in', () => this.scale(0.5)),
        portsim.button('−', 'Zoom out', () => this.scale(2)),
        portsim.button('◀', 'Earlier', () => this.shift(-0.5)),
        portsim.button('▶', 'Later', () => this.shift(0.5)),
        portsim.button('All', 'Show all', () => this.zoom(this.content.x.from, this.content.x.until)),
      );
      return controls;
    }

    scale(factor) {
      const [from, until] = this.graph.xAxisRange();
      const half = ((until - from) / 2) * factor;
      const middle = (from + until) / 2;
      this.zoom(middle - half, middle + half);
    }

    shift(part) {
      const [from, until] = this.graph.xAxisRange();
      const {from: start, until: end} = this.content.x;
      const by = Math.min(Math.max((until - from) * part, start - from), end - until);
      this.zoom(from + by, until + by);
    }

    // All charts over the same axis; never beyond its ends.
    zoom(from, until) {
      const dateWindow = [Math.max(from, this.content.x.from), Math.min(until, this.content.x.until)];
      this.group.forEach((chart) => chart.graph.updateOptions({dateWindow, valueRange: null}));
    }

    key(event) {
      const row = this.graph.getSelection();
      const acts = {
        ArrowLeft: () => this.select(row - 1),
        ArrowRight: () => this.select(row + 1),
        '+': () => this.scale(0.5),
        '-': () => this.scale(2),
        0: () => this.zoom(this.content.x.from, this.content.x.until),
      };
      if (event.ctrlKey || event.altKey || event.metaKey || !acts[event.key]) return;
      event.preventDefault();
      acts[event.key]();
    }

    select(row) {
      const at = Math.min(Math.max(row, 0), this.content.x.values.length - 1);
      this.graph.setSelection(at);
      this.read(at);
    }

    read(row) {
      const {x, curves} = this.content;
      const values = curves.map((curve) => valueText(curve, row)).join('; ');
      portsim.tell(this.readout, `${portsim.number(x.values[row])} ${x.label}: ${values}`);
    }

    explain() {
      const shades = (this.content.shades || []).map((shade) => ` Shaded: ${shade.label}.`).join('');
      portsim.tell(this.readout, 'Point at the chart to read it; drag over a part of it to zoom.' + shades);
    }

    // With the rows, or dygraphs would keep the colours that it has.
    redraw() {
      this.graph.resize();
      this.graph.updateOptions({file: rowsOf(this.content), series: seriesOf(this.content), ...theme()});
    }
  }

  portsim.charts.curves = (container, content, title) => new Curves(container, content, title);
})();
