// Sorting of tables by a click on a head, and opening of all parts before printing. Without scripts both are simply absent.
(() => {
  'use strict';

  const key = (row, column) => {
    const cell = row.cells[column];
    const text = 'sort' in cell.dataset ? cell.dataset.sort : cell.textContent.trim();
    const number = Number(text.replace(/\u202f/g, '').replace('−', '-'));
    return text === '' || text === '–' ? null : Number.isNaN(number) ? text.toLowerCase() : number;
  };

  const compare = (a, b) => {
    if (typeof a === typeof b) return a < b ? -1 : a > b ? 1 : 0;
    return typeof a === 'number' ? -1 : 1;
  };

  const sort = (table, column, descending) => {
    const body = table.tBodies[0];
    const rows = [...body.rows].map(row => ({row, key: key(row, column)}));
    // Figures that are not defined stay at the end, whichever way is sorted.
    rows.sort((a, b) => {
      if (a.key === null || b.key === null) return (a.key === null) - (b.key === null);
      return descending ? compare(b.key, a.key) : compare(a.key, b.key);
    });
    rows.forEach(entry => body.append(entry.row));
  };

  const makeSortable = table => {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'sort';
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        const descending = head.getAttribute('aria-sort') === 'ascending';
        heads.forEach(other => other.removeAttribute('aria-sort'));
        head.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
        sort(table, column, descending);
      });
    });
  };

  document.querySelectorAll('table[data-sortable]').forEach(makeSortable);

  let opened = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details:not([open])')];
    opened.forEach(part => { part.open = true; });
  });
  addEventListener('afterprint', () => {
    opened.forEach(part => { part.open = false; });
  });
})();
