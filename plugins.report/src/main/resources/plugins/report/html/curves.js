// Curves over the steps of training, each with a switch between a linear and a logarithmic scale.
(() => {
  'use strict';

  const {data, canvas, format} = Report;
  const training = data.training;
  if (!training || !training.curves) return;
  const curves = training.curves;

  // Okabe and Ito's palette for colour-blind readers, darkened where lines need it; dashes tell the lines apart as well.
  const colours = ['#0b74b5', '#c4570a', '#0a8466', '#b05a91', '#8a6d00', '#2f9fd6', '#71808d'];
  const dashes = [[], [6, 3], [2, 2], [8, 3, 2, 3], [12, 4], [4, 6], [1, 4]];

  // A term has the same colour and dash in every chart.
  const names = ['base loss', ...(curves.terms || []).map(term => term.id)];
  const look = (label, i) => {
    const place = names.indexOf(label);
    const index = (place < 0 ? i : place) % colours.length;
    return {borderColor: colours[index], backgroundColor: colours[index], borderDash: dashes[index]};
  };

  // The library's own legend forgets the dashes.
  const legend = chart => Chart.defaults.plugins.legend.labels.generateLabels(chart).map(item => ({
    ...item, lineDash: chart.data.datasets[item.datasetIndex].borderDash, lineWidth: 2,
  }));

  const points = (steps, values) => steps.map((step, i) => ({x: step, y: values[i]}));
  const set = (label, steps, values, radius = 0) => ({label, data: points(steps, values), radius});
  const perTerm = value => (curves.terms || []).map(term =>
    set(term.id, curves.step, curves.step.map((_, i) => value(term, i))));
  const times = (a, b) => a === null || b === null ? null : a * b;

  const validation = () => {
    const all = training.validation || [];
    return [...new Set(all.map(p => p.metric))].map(metric => {
      const of = all.filter(p => p.metric === metric);
      return set(of[0].title || metric, of.map(p => p.step), of.map(p => p.value), 4);
    });
  };

  const kinds = {
    loss: {log: false, sets: () => [set('base loss', curves.step, curves.loss), set('total', curves.step, curves.total)]
        .concat(curves.adversarial ? [set('perturbed loss', curves.step, curves.adversarial)] : [])},
    weighted: {log: true, sets: () => [set('base loss', curves.step, curves.loss)]
        .concat(perTerm((term, i) => times(term.value[i], term.weight[i])))},
    terms: {log: true, sets: () => perTerm((term, i) => term.value[i])},
    weights: {log: true, sets: () => perTerm((term, i) => term.weight[i])},
    validation: {log: false, sets: validation},
    rate: {log: false, sets: () => [set('learning rate', curves.step, curves.learningRate)]},
  };

  // A logarithmic scale has no place for zero and less.
  const scaled = (values, log) => values.map(p => ({x: p.x, y: log && !(p.y > 0) ? null : p.y}));

  const draw = plot => {
    const kind = kinds[plot.dataset.curve];
    const title = plot.closest('figure').querySelector('h3').textContent;
    const sets = kind.sets();
    const styled = log => sets.map((s, i) => ({
      ...s, data: scaled(s.data, log), borderWidth: 2, tension: 0, spanGaps: false,
      ...look(s.label, i),
    }));
    const axis = log => ({type: log ? 'logarithmic' : 'linear',
      ticks: {maxTicksLimit: 6, callback: v => format(v, 'score')}});
    const chart = new Chart(canvas(plot, title), {
      type: 'line',
      data: {datasets: styled(kind.log)},
      options: {
        interaction: {mode: 'nearest', axis: 'x', intersect: false},
        scales: {x: {type: 'linear', title: {display: true, text: 'step'}, grid: {display: false}, ticks: {precision: 0}}, y: axis(kind.log)},
        plugins: {legend: {labels: {usePointStyle: true, pointStyle: 'line', boxWidth: 28, generateLabels: legend}}, tooltip: {callbacks: {title: items => 'step ' + items[0].parsed.x,
          label: item => item.dataset.label + ' ' + format(item.parsed.y, 'score')}}},
      },
    });
    addToggle(plot, kind.log, log => {
      chart.data.datasets = styled(log);
      chart.options.scales.y = axis(log);
      chart.update();
    });
  };

  const addToggle = (plot, pressed, change) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'toggle';
    button.textContent = 'log scale';
    button.setAttribute('aria-pressed', String(pressed));
    button.addEventListener('click', () => {
      const now = button.getAttribute('aria-pressed') !== 'true';
      button.setAttribute('aria-pressed', String(now));
      change(now);
    });
    plot.closest('figure').querySelector('figcaption').prepend(button);
  };

  document.querySelectorAll('[data-chart="curve"]').forEach(draw);
})();
