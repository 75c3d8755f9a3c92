// What all charts share, and the bars by group. Figures come from the JSON in the page; the table below each chart holds the same.
const Report = (() => {
  'use strict';

  const data = JSON.parse(document.getElementById('chart-data').textContent);
  // Readable on white and on dark paper alike, so that a page printed from a dark screen stays legible.
  const muted = '#71808d';
  const line = 'rgba(113, 128, 141, 0.22)';
  const untuned = '#aab6c1';
  const tuned = '#0b74b5';

  Chart.defaults.animation = false;
  Chart.defaults.maintainAspectRatio = false;
  Chart.defaults.color = muted;
  Chart.defaults.borderColor = line;
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  Chart.defaults.plugins.legend.labels.boxWidth = 12;
  Chart.defaults.plugins.legend.position = 'bottom';

  const percent = value => (100 * value).toFixed(1) + '\u202f%';
  const format = (value, unit) => value === null || value === undefined ? '–'
      : unit === 'share' ? percent(value) : String(Number(value.toPrecision(4)));

  // Draws the whiskers of intervals, which the library does not have.
  const whiskers = {
    id: 'whiskers',
    afterDatasetsDraw(chart) {
      const {ctx, scales: {y}} = chart;
      ctx.save();
      ctx.lineWidth = 1.5;
      ctx.strokeStyle = muted;
      chart.data.datasets.forEach((set, index) => {
        if (!set.intervals || !chart.isDatasetVisible(index)) return;
        chart.getDatasetMeta(index).data.forEach((bar, i) => {
          const interval = set.intervals[i];
          if (!interval) return;
          const low = y.getPixelForValue(interval.low);
          const high = y.getPixelForValue(interval.high);
          const cap = Math.min(6, bar.width / 3);
          ctx.beginPath();
          ctx.moveTo(bar.x - cap, high);
          ctx.lineTo(bar.x + cap, high);
          ctx.moveTo(bar.x, high);
          ctx.lineTo(bar.x, low);
          ctx.moveTo(bar.x - cap, low);
          ctx.lineTo(bar.x + cap, low);
          ctx.stroke();
        });
      });
      ctx.restore();
    },
  };

  const canvas = (plot, label) => {
    const element = document.createElement('canvas');
    element.setAttribute('role', 'img');
    element.setAttribute('aria-label', label + '. The figures are in the table below.');
    plot.append(element);
    return element;
  };

  const bars = (label, figure, groups, colour) => {
    const found = groups.map(g => (figure ? figure.groups || [] : [])
        .find(other => other.column === g.column && other.group === g.group));
    return {
      label,
      data: found.map(g => g ? g.value : null),
      intervals: found.map(g => g ? g.interval : null),
      backgroundColor: colour,
      maxBarThickness: 34,
    };
  };

  const groupChart = plot => {
    const row = data.summary[Number(plot.dataset.row)];
    const both = [row.tuned, row.baseline].find(f => f && f.groups && f.groups.length);
    const groups = both.groups;
    const share = row.unit === 'share' || groups.every(g => g.value === null || g.value >= 0 && g.value <= 1);
    const unit = share ? 'share' : row.unit;
    const sets = [bars(data.models[0], row.baseline, groups, untuned), bars(data.models[1], row.tuned, groups, tuned)]
        .filter(set => set.data.some(v => v !== null));
    // Whiskers end inside of the picture.
    const ends = sets.flatMap(set => set.intervals).filter(i => i).flatMap(i => [i.low, i.high]);
    new Chart(canvas(plot, row.title + ' by group'), {
      type: 'bar',
      data: {
        labels: groups.map(g => [g.group, g.column]),
        datasets: sets,
      },
      options: {
        scales: {
          x: {grid: {display: false}},
          y: {beginAtZero: true, suggestedMin: Math.min(0, ...ends), suggestedMax: share ? 1 : Math.max(0, ...ends),
              ticks: {callback: v => share ? Math.round(100 * v) + '\u202f%' : v}},
        },
        plugins: {tooltip: {callbacks: {label: item => {
          const interval = item.dataset.intervals[item.dataIndex];
          const range = interval ? ' (' + format(interval.low, unit) + ' to ' + format(interval.high, unit) + ')' : '';
          return item.dataset.label + ' ' + format(item.raw, unit) + range;
        }}}},
      },
      plugins: [whiskers],
    });
  };

  document.querySelectorAll('[data-chart="groups"]').forEach(groupChart);
  return {data, canvas, format, muted};
})();
