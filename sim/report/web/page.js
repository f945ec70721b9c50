// Draws every figure of the page, and anew when the theme, the width or the paper asks for it. A figure has
// its content as JSON beside it; a chart that cannot be drawn leaves its table.
'use strict';

(() => {
  const root = document.documentElement;
  const drawn = [];
  const redraw = () => drawn.forEach((chart) => chart.redraw());

  // Chromium draws a canvas anew for the paper, and loses the curves of dygraphs; pixels it copies.
  function keepPixels(canvas) {
    const context = canvas.getContext('2d');
    context.putImageData(context.getImageData(0, 0, canvas.width, canvas.height), 0, 0);
  }

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
    try {
      drawn.push(portsim.charts[figure.dataset.chart](figure.querySelector('.chart'), content, title));
    } catch (error) {
      console.error(error);
    }
  }

  // Paper is light and has a width of its own. Charts are drawn for it before the browser begins to print:
  // what is drawn later does not always reach the paper.
  let themeOnScreen = null;
  addEventListener('beforeprint', () => {
    themeOnScreen = themeOnScreen || root.dataset.theme;
    root.dataset.theme = 'light';
    root.dataset.paper = '';
    redraw();
    document.querySelectorAll('.chart canvas').forEach(keepPixels);
  });
  addEventListener('afterprint', () => {
    root.dataset.theme = themeOnScreen;
    themeOnScreen = null;
    delete root.dataset.paper;
    redraw();
  });
  matchMedia('(forced-colors: active)').addEventListener('change', redraw);
  matchMedia('print').addEventListener('change', () => {
    if (!themeOnScreen) redraw();
  });
  let width = root.clientWidth;
  addEventListener('resize', () => {
    if (width === root.clientWidth) return;
    width = root.clientWidth;
    document.querySelectorAll('.readout').forEach((readout) => (readout.style.minHeight = ''));
    redraw();
  });
})();
