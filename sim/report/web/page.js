// Draws every figure of the page, and anew when the theme, the width or the paper asks for it. A figure has its
// content as JSON beside it; a chart that cannot be drawn leaves its table.
'use strict';

(() => {
  const root = document.documentElement;
  const drawn = [];
  const redraw = () => drawn.forEach((chart) => chart.redraw());

  function setTheme(isDark) {
    root.dataset.theme = isDark ? 'dark' : 'light';
    button.setAttribute('aria-pressed', String(isDark));
    redraw();
  }

  const button = document.getElementById('theme');
  const prefersDark = matchMedia('(prefers-color-scheme: dark)');
  button.hidden = false;
  button.addEventListener('click', () => setTheme(root.dataset.theme !== 'dark'));
  prefersDark.addEventListener('change', (change) => setTheme(change.matches));
  setTheme(prefersDark.matches);

  for (const figure of document.querySelectorAll('figure[data-chart]')) {
    const content = JSON.parse(document.getElementById(figure.id + '-content').textContent);
    const title = figure.querySelector('h3').textContent;
    drawn.push(portsim.charts[figure.dataset.chart](figure.querySelector('.chart'), content, title));
  }

  // Paper has a width and colours of its own.
  matchMedia('print').addEventListener('change', redraw);
  addEventListener('beforeprint', redraw);
  addEventListener('afterprint', redraw);
  let width = root.clientWidth;
  addEventListener('resize', () => {
    if (width !== root.clientWidth) redraw();
    width = root.clientWidth;
  });
})();
