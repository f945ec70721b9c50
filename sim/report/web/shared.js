// What the scripts of a report share: making elements, reading the theme's colours, writing numbers, ticks of
// an axis. Text from the report's data is only ever set as text, never as markup.
'use strict';

const portsim = {
  charts: {}, // a kind of figure -> function (container, content) that draws it and returns {redraw}

  // element('button', {type: 'button'}, 'Zoom in')
  element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
    made.append(...children);
    return made;
  },

  button(text, label, act) {
    const made = portsim.element('button', {type: 'button', 'aria-label': label, title: label}, text);
    made.addEventListener('click', act);
    return made;
  },

  // What the pointer is at. It keeps the height of its longest text, or what is below would move away from
  // under the pointer.
  tell(readout, text) {
    readout.textContent = text;
    readout.style.minHeight = readout.getBoundingClientRect().height + 'px';
  },

  // Of the theme that is seen, as report.css states it.
  colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  },

  number(value, digits) {
    return value.toLocaleString('en-US', {maximumSignificantDigits: digits || 4});
  },

  // Round numbers within [from, until], about `count` of them.
  ticks(from, until, count) {
    const rough = (until - from) / Math.max(count, 1);
    if (!(rough > 0)) return [from];
    const decade = Math.pow(10, Math.floor(Math.log10(rough)));
    const step = [1, 2, 5, 10].map((n) => n * decade).find((n) => n >= rough);
    const ticks = [];
    for (let n = Math.ceil(from / step); n * step <= until; ++n) ticks.push(n * step);
    return ticks;
  },
};
