// Every port of a pool over time, by what holds it. Content: {x: {label, step, instants, until}, letters,
// states: [name], pools: [{name, ranges: [[first, last]], stride, ports}], marks: [{x, label}]}. A pool's
// `ports` has the runs of each port's states, as port_map_figure.hpp has them.
'use strict';

(() => {
  const colours = ['state-free', 'state-live', 'state-time-wait', 'state-others', 'state-reserved'];
  const rowsMin = 10;
  const margin = {left: 60, right: 12, top: 16, bottom: 36};

  // One byte a port and instant: an index of `states`.
  function decode(text, letters, instants) {
    const ports = text.split(';').slice(0, -1);
    const cells = new Uint8Array(ports.length * instants);
    ports.forEach((runs, port) => {
      let at = port * instants;
      if (runs === '') {
        cells.copyWithin(at, at - instants, at);
        return;
      }
      for (const [, count, letter] of runs.matchAll(/(\d*)(\D)/g)) {
        const end = at + (count === '' ? 1 : Number(count));
        cells.fill(letters.indexOf(letter), at, end);
        at = end;
      }
    });
    return {count: ports.length, cells};
  }

  function portNumber(pool, row) {
    let offset = row * pool.stride;
    for (const [first, last] of pool.ranges) {
      if (offset <= last - first) return first + offset;
      offset -= last - first + 1;
    }
    return NaN;
  }

  // "#rrggbb" -> what a canvas of 32-bit pixels takes on a little-endian machine, as all browsers run on.
  function pixelOf(colour) {
    const n = parseInt(colour.slice(1), 16);
    return (0xff000000 | ((n & 0xff) << 16) | (n & 0xff00) | (n >> 16)) >>> 0;
  }

  class PortMap {
    constructor(container, content, title) {
      this.content = content;
      this.canvas = portsim.element('canvas', {class: 'port-map', tabindex: '0', role: 'img'});
      this.readout = portsim.element('output', {class: 'readout', role: 'status'});
      this.legend = portsim.element('ul', {class: 'legend', 'aria-label': 'Ports by state at the cursor'});
      this.title = title;
      container.append(...this.choice(), this.controls(), this.legend, this.canvas, this.readout);
      this.canvas.addEventListener('pointermove', (event) => this.point(event));
      this.canvas.addEventListener('pointerdown', (event) => this.point(event));
      this.canvas.addEventListener('keydown', (event) => this.key(event));
      this.show(0);
    }

    // Of several pools.
    choice() {
      const {pools} = this.content;
      if (pools.length < 2) return [];
      const select = portsim.element('select', {});
      for (const pool of pools) select.append(portsim.element('option', {}, pool.name));
      select.addEventListener('change', () => this.show(select.selectedIndex));
      return [portsim.element('label', {class: 'choice'}, 'Pool ', select)];
    }

    controls() {
      const all = () => this.look(0, this.map.count);
      return portsim.element(
        'div',
        {class: 'controls', role: 'group', 'aria-label': 'Ports shown'},
        portsim.button('+', 'Fewer ports', () => this.scale(0.5)),
        portsim.button('−', 'More ports', () => this.scale(2)),
        portsim.button('▲', 'Higher ports', () => this.shift(0.5)),
        portsim.button('▼', 'Lower ports', () => this.shift(-0.5)),
        portsim.button('All', 'All ports', all),
      );
    }

    show(index) {
      const {x, letters, pools} = this.content;
      this.pool = pools[index];
      this.map = decode(this.pool.ports, letters, x.instants);
      this.cursor = {instant: x.instants - 1, row: 0};
      this.rows = {first: 0, count: this.map.count};
      this.canvas.setAttribute(
        'aria-label',
        `${this.title}: ${this.pool.name}. Arrow keys move from port to port and from instant to instant, ` +
          'with Shift in steps of ten.',
      );
      this.redraw();
      portsim.tell(this.readout, 'Point at the map to read it, or move with the arrow keys.');
    }

    // So many rows from `first` on, as far as there are.
    look(first, count) {
      const shown = Math.min(Math.max(Math.round(count), rowsMin), this.map.count);
      this.rows = {first: Math.min(Math.max(Math.round(first), 0), this.map.count - shown), count: shown};
      this.redraw();
    }

    // About the cursor, if it is in sight.
    scale(factor) {
      const {first, count} = this.rows;
      const middle = this.isInSight(this.cursor.row) ? this.cursor.row : first + count / 2;
      this.look(middle - (count * factor) / 2, count * factor);
    }

    shift(part) {
      this.look(this.rows.first + this.rows.count * part, this.rows.count);
    }

    isInSight(row) {
      return row >= this.rows.first && row < this.rows.first + this.rows.count;
    }

    state(row, instant) {
      return this.map.cells[row * this.content.x.instants + instant];
    }

    redraw() {
      const ratio = window.devicePixelRatio || 1;
      this.width = this.canvas.clientWidth;
      this.height = this.canvas.clientHeight;
      this.canvas.width = Math.max(1, Math.round(this.width * ratio));
      this.canvas.height = Math.max(1, Math.round(this.height * ratio));
      this.area = {
        x: margin.left,
        y: margin.top,
        w: Math.max(1, this.width - margin.left - margin.right),
        h: Math.max(1, this.height - margin.top - margin.bottom),
      };
      this.image = this.picture(Math.round(this.area.w * ratio), Math.round(this.area.h * ratio));
      this.paint();
    }

    // Where several ports fall on a pixel, the state that most of them are in.
    picture(width, height) {
      const picture = portsim.element('canvas', {width, height});
      const context = picture.getContext('2d');
      const image = context.createImageData(width, height);
      const pixels = new Uint32Array(image.data.buffer);
      const colour = colours.map((name) => pixelOf(portsim.colour(name)));
      const {instants} = this.content.x;
      const {first: lowest, count} = this.rows;
      for (let instant = 0; instant < instants; ++instant) {
        const left = Math.floor((instant * width) / instants);
        const right = Math.floor(((instant + 1) * width) / instants);
        for (let y = 0; y < height && right > left; ++y) {
          const first = lowest + Math.floor((y * count) / height);
          const end = Math.max(first + 1, lowest + Math.floor(((y + 1) * count) / height));
          const line = (height - 1 - y) * width;
          pixels.fill(colour[this.commonest(first, end, instant)], line + left, line + right);
        }
      }
      context.putImageData(image, 0, 0);
      return picture;
    }

    commonest(first, end, instant) {
      const counts = [0, 0, 0, 0, 0];
      for (let row = first; row < end; ++row) ++counts[this.state(row, instant)];
      return counts.indexOf(Math.max(...counts));
    }

    paint() {
      const ratio = window.devicePixelRatio || 1;
      const context = this.canvas.getContext('2d');
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, this.width, this.height);
      context.drawImage(this.image, this.area.x, this.area.y, this.area.w, this.area.h);
      context.strokeStyle = portsim.colour('muted');
      context.strokeRect(this.area.x - 0.5, this.area.y - 0.5, this.area.w + 1, this.area.h + 1);
      this.paintAxes(context);
      this.paintMarks(context);
      this.paintCursor(context);
      this.count();
    }

    xOf(value) {
      const {step, instants} = this.content.x;
      return this.area.x + (this.area.w * (value / step + 0.5)) / instants;
    }

    yOf(row) {
      return this.area.y + this.area.h * (1 - (row - this.rows.first + 0.5) / this.rows.count);
    }

    paintAxes(context) {
      const {x, y, w, h} = this.area;
      context.fillStyle = portsim.colour('text');
      context.font = '12px sans-serif';
      context.textAlign = 'center';
      for (const tick of portsim.ticks(0, this.content.x.until, w / 90))
        context.fillText(portsim.number(tick), this.xOf(tick), y + h + 14);
      context.fillText(this.content.x.label, x + w / 2, y + h + 30);
      context.textAlign = 'right';
      for (const row of this.labelledRows(h / 40))
        context.fillText(String(portNumber(this.pool, row)), x - 6, this.yOf(row) + 4);
      context.textAlign = 'left';
      context.fillText('port', 2, 11);
    }

    // Those of round ports where there is one range, else evenly spaced ones.
    labelledRows(count) {
      const {ranges, stride} = this.pool;
      const {first} = this.rows;
      const last = first + this.rows.count - 1;
      const lines = Math.min(last - first, Math.max(1, Math.floor(count)));
      const apart = (last - first) / (lines || 1);
      if (ranges.length > 1 || lines === 0)
        return Array.from({length: lines + 1}, (_, n) => first + Math.round(n * apart));
      const [lowest] = ranges[0];
      const ports = portsim.ticks(lowest + first * stride, lowest + last * stride, lines);
      return ports.map((port) => Math.round((port - lowest) / stride));
    }

    paintMarks(context) {
      context.strokeStyle = context.fillStyle = portsim.colour('text');
      context.setLineDash([4, 3]);
      context.textAlign = 'left';
      for (const mark of this.content.marks) {
        const at = Math.round(this.xOf(mark.x)) + 0.5;
        context.beginPath();
        context.moveTo(at, this.area.y);
        context.lineTo(at, this.area.y + this.area.h);
        context.stroke();
        context.fillText(mark.label, at - 3, this.area.y - 4);
      }
      context.setLineDash([]);
    }

    paintCursor(context) {
      const {x, y, w, h} = this.area;
      const across = this.xOf(this.cursor.instant * this.content.x.step);
      const down = this.yOf(this.cursor.row);
      context.strokeStyle = portsim.colour('text');
      context.globalAlpha = 0.6;
      context.beginPath();
      context.moveTo(across, y);
      context.lineTo(across, y + h);
      if (this.isInSight(this.cursor.row)) {
        context.moveTo(x, down);
        context.lineTo(x + w, down);
      }
      context.stroke();
      context.globalAlpha = 1;
    }

    // How many ports are in each state at the cursor's instant.
    count() {
      const {states, x} = this.content;
      const counts = states.map(() => 0);
      for (let row = 0; row < this.map.count; ++row) ++counts[this.state(row, this.cursor.instant)];
      const time = portsim.number(this.cursor.instant * x.step);
      const entry = (name, n) =>
        portsim.element(
          'li',
          {},
          portsim.element('span', {class: 'box ' + colours[n], 'aria-hidden': 'true'}),
          ` ${name} ${portsim.number(counts[n], 6)}`,
        );
      const seen = states.map(entry).filter((item, n) => n < 3 || counts[n] > 0);
      const which = this.pool.stride > 1 ? ', of the ports shown' : '';
      this.legend.replaceChildren(portsim.element('li', {}, `At ${time} ${x.label}${which}:`), ...seen);
    }

    move(instant, row) {
      const limited = (n, count) => Math.min(Math.max(n, 0), count - 1);
      this.cursor = {instant: limited(instant, this.content.x.instants), row: limited(row, this.map.count)};
      const {states, x} = this.content;
      const port = portNumber(this.pool, this.cursor.row);
      const time = portsim.number(this.cursor.instant * x.step);
      const state = states[this.state(this.cursor.row, this.cursor.instant)];
      portsim.tell(this.readout, `Port ${port} at ${time} ${x.label}: ${state}`);
      if (this.isInSight(this.cursor.row)) this.paint();
      else this.look(this.cursor.row - this.rows.count / 2, this.rows.count);
    }

    point(event) {
      const box = this.canvas.getBoundingClientRect();
      const across = (event.clientX - box.left - this.area.x) / this.area.w;
      const up = 1 - (event.clientY - box.top - this.area.y) / this.area.h;
      if (across < 0 || across >= 1 || up < 0 || up >= 1) return;
      const row = this.rows.first + Math.floor(up * this.rows.count);
      this.move(Math.floor(across * this.content.x.instants), row);
    }

    key(event) {
      const by = event.shiftKey ? 10 : 1;
      const steps = {ArrowLeft: [-by, 0], ArrowRight: [by, 0], ArrowUp: [0, by], ArrowDown: [0, -by]};
      const step = steps[event.key];
      if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      this.move(this.cursor.instant + step[0], this.cursor.row + step[1]);
    }
  }

  portsim.charts['port-map'] = (container, content, title) => new PortMap(container, content, title);
})();
