// The points of a sweep over two axes, a cell each: its colour says how much, a cross that it misses a
// threshold, a frame that the scenario has these values today. Colours are those of cividis (Nuñez, Anderton
// and Renslow, 2018), which grow lighter for everybody.
'use strict';

(() => {
  const cividis = ['#00224e', '#123570', '#3b496c', '#575d6d', '#707173', '#8a8678', '#a59c74', '#c3b369',
    '#e1cc55', '#fee838'].map((colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)));
  const scaleHeight = 60;

  function rgb(part) {
    const at = Math.min(Math.max(part, 0), 1) * (cividis.length - 1);
    const below = Math.min(Math.floor(at), cividis.length - 2);
    return cividis[below].map((from, n) => Math.round(from + (cividis[below + 1][n] - from) * (at - below)));
  }

  const isDark = ([red, green, blue]) => 0.299 * red + 0.587 * green + 0.114 * blue < 128;
  const shortened = (text, length) => (text.length > length ? text.slice(0, length - 1) + '…' : text);

  class HeatMap {
    constructor(stage, sweep) {
      this.sweep = sweep;
      this.across = sweep.axis(sweep.across);
      this.up = sweep.axis(sweep.up);
      this.cursor = null;
      this.canvas = portsim.element('canvas', {
        class: 'heat-map',
        tabindex: '0',
        role: 'application',
        'aria-roledescription': 'heat map',
        'aria-label':
          `${sweep.title}: ${this.across.name} across, ${this.up.name} up. Arrow keys read the points.`,
      });
      stage.append(this.canvas);
      this.canvas.addEventListener('pointermove', (event) => this.pointAt(event));
      this.canvas.addEventListener('pointerdown', (event) => this.pointAt(event));
      this.canvas.addEventListener('pointerleave', () => this.leave());
      this.canvas.addEventListener('keydown', (event) => this.key(event));
      this.paint();
    }

    // Of the finished points that are seen.
    range() {
      let [least, most] = [Infinity, -Infinity];
      this.eachCell((x, y, value) => {
        if (!value) return;
        least = Math.min(least, value.mean);
        most = Math.max(most, value.mean);
      });
      if (this.sweep.isFailureFraction()) least = 0;
      return least <= most ? {least, most} : {least: 0, most: 0};
    }

    eachCell(act) {
      for (let x = 0; x < this.across.values.length; ++x)
        for (let y = 0; y < this.up.values.length; ++y) {
          const point = this.sweep.point(x, y);
          act(x, y, this.sweep.value(point), point);
        }
    }

    layout() {
      const rows = this.up.values.length;
      const longest = (axis) => Math.min(Math.max(...axis.values.map((text) => text.length)), 18);
      const left = Math.min(longest(this.up) * 7 + 14, 140);
      const width = this.canvas.clientWidth;
      const cell = (width - left - 8) / this.across.values.length;
      this.isSlanted = longest(this.across) * 7 > cell && this.across.numbers === null;
      const bottom = this.isSlanted ? longest(this.across) * 5 + 34 : 40;
      const height = Math.min(Math.max(rows * 34, 180), 560);
      this.canvas.style.height = `${height + bottom + scaleHeight}px`;
      this.area = {x: left, y: scaleHeight, w: width - left - 8, h: height};
      this.cell = {w: cell, h: height / rows};
      return {width, height: height + bottom + scaleHeight};
    }

    paint() {
      const {width, height} = this.layout();
      const ratio = window.devicePixelRatio || 1;
      this.canvas.width = Math.round(width * ratio);
      this.canvas.height = Math.round(height * ratio);
      const context = this.canvas.getContext('2d');
      context.scale(ratio, ratio);
      context.font = '12px sans-serif';
      this.paintCells(context);
      this.paintScale(context, width);
      this.paintAcross(context);
      this.paintUp(context);
      this.paintToday(context);
      if (this.cursor) this.frame(context, this.cursor.x, this.cursor.y, portsim.colour('page'), 4);
      if (this.cursor) this.frame(context, this.cursor.x, this.cursor.y, portsim.colour('text'), 2);
    }

    corner(x, y) {
      return [this.area.x + x * this.cell.w, this.area.y + this.area.h - (y + 1) * this.cell.h];
    }

    paintCells(context) {
      const {least, most} = this.range();
      const {w, h} = this.cell;
      const gap = Math.min(w, h) > 6 ? 1 : 0;
      this.eachCell((x, y, value, point) => {
        const [left, top] = this.corner(x, y);
        if (!value) return this.hatch(context, left, top, w - gap, h - gap);
        const colour = rgb(most > least ? (value.mean - least) / (most - least) : 0);
        context.fillStyle = `rgb(${colour})`;
        context.fillRect(left, top, w - gap, h - gap);
        const ink = isDark(colour) ? '#ffffff' : '#000000';
        if (point.met === false) this.cross(context, left, top, ink);
        if (w >= 58 && h >= 20) {
          context.fillStyle = ink;
          context.textAlign = 'center';
          context.fillText(this.sweep.text(value.mean), left + w / 2, top + h / 2 + 4);
        }
      });
    }

    // Neither a point nor a colour of the scale.
    hatch(context, left, top, w, h) {
      context.save();
      context.beginPath();
      context.rect(left, top, w, h);
      context.clip();
      context.strokeStyle = portsim.colour('border');
      context.lineWidth = 1;
      context.beginPath();
      for (let at = -h; at < w; at += 7) {
        context.moveTo(left + at, top + h);
        context.lineTo(left + at + h, top);
      }
      context.stroke();
      context.restore();
    }

    // In the cell's corner; of a small cell in its middle.
    cross(context, left, top, ink) {
      const {w, h} = this.cell;
      const size = Math.min(4, w / 4, h / 4);
      const isSmall = w < 24 || h < 18;
      const x = isSmall ? left + w / 2 : left + w - size - 5;
      const y = isSmall ? top + h / 2 : top + size + 4;
      context.strokeStyle = ink;
      context.lineWidth = size > 2 ? 1.5 : 1;
      context.beginPath();
      context.moveTo(x - size, y - size);
      context.lineTo(x + size, y + size);
      context.moveTo(x + size, y - size);
      context.lineTo(x - size, y + size);
      context.stroke();
    }

    paintScale(context, width) {
      const {least, most} = this.range();
      const length = Math.min(240, width / 2);
      const gradient = context.createLinearGradient(0, 0, length, 0);
      for (let n = 0; n <= 20; ++n) gradient.addColorStop(n / 20, `rgb(${rgb(n / 20)})`);
      context.fillStyle = gradient;
      context.fillRect(0, 2, length, 12);
      context.fillStyle = portsim.colour('muted');
      context.textAlign = 'left';
      context.fillText(this.sweep.text(least), 0, 28);
      context.textAlign = 'right';
      context.fillText(this.sweep.text(most), length, 28);
      if (this.sweep.content.points.some((point) => point.met === false)) {
        context.textAlign = 'left';
        context.fillText('✕ misses a threshold', length + 16, 13);
      }
    }

    paintAcross(context) {
      const {x, y, w, h} = this.area;
      context.fillStyle = portsim.colour('muted');
      const every = this.isSlanted ? Math.ceil(14 / this.cell.w) : Math.ceil(this.labelWidth() / this.cell.w);
      this.across.values.forEach((text, n) => {
        if (n % every !== 0) return;
        context.save();
        context.translate(x + (n + 0.5) * this.cell.w, y + h + 15);
        if (this.isSlanted) context.rotate(-0.6);
        context.textAlign = this.isSlanted ? 'right' : 'center';
        context.fillText(shortened(text, 18), 0, 0);
        context.restore();
      });
      context.textAlign = 'center';
      context.fillStyle = portsim.colour('text');
      const name = shortened(this.across.name, Math.floor(w / 7));
      context.fillText(name, x + w / 2, this.canvas.clientHeight - 6);
    }

    labelWidth() {
      return Math.min(Math.max(...this.across.values.map((text) => text.length)), 18) * 7 + 8;
    }

    paintUp(context) {
      const {x, y, h} = this.area;
      context.fillStyle = portsim.colour('muted');
      context.textAlign = 'right';
      const every = Math.ceil(14 / this.cell.h);
      this.up.values.forEach((text, n) => {
        const at = y + h - (n + 0.5) * this.cell.h + 4;
        if (n % every === 0) context.fillText(shortened(text, 18), x - 6, at);
      });
      context.textAlign = 'left';
      context.fillStyle = portsim.colour('text');
      context.fillText(this.up.name, 0, y - 4);
    }

    paintToday(context) {
      const at = [this.across, this.up].map((axis) => (axis.today ? axis.today.at : null));
      if (at.includes(null)) return;
      this.frame(context, at[0], at[1], portsim.colour('page'), 5);
      this.frame(context, at[0], at[1], portsim.colour('bad'), 2.5);
    }

    frame(context, x, y, colour, thickness) {
      const [left, top] = this.corner(x, y);
      context.strokeStyle = colour;
      context.lineWidth = thickness;
      context.strokeRect(left, top, this.cell.w - 1, this.cell.h - 1);
    }

    move(x, y) {
      const limited = (n, axis) => Math.min(Math.max(n, 0), axis.values.length - 1);
      this.cursor = {x: limited(x, this.across), y: limited(y, this.up)};
      this.sweep.read(this.cursor.x, this.cursor.y);
      this.paint();
    }

    pointAt(event) {
      const box = this.canvas.getBoundingClientRect();
      const x = Math.floor((event.clientX - box.left - this.area.x) / this.cell.w);
      const y = Math.floor((this.area.y + this.area.h - (event.clientY - box.top)) / this.cell.h);
      if (x < 0 || y < 0 || x >= this.across.values.length || y >= this.up.values.length) return;
      if (!this.cursor || this.cursor.x !== x || this.cursor.y !== y) this.move(x, y);
    }

    leave() {
      this.cursor = null;
      this.sweep.explain();
      this.paint();
    }

    key(event) {
      const steps = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1]};
      const step = steps[event.key];
      if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      const {x, y} = this.cursor || {x: -step[0], y: -step[1]};
      this.move(x + step[0], y + step[1]);
    }
  }

  portsim.heatMap = (stage, sweep) => new HeatMap(stage, sweep);
})();
