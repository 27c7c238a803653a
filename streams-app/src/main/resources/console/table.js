// Tables that are sorted by their heads and walked with the arrow keys.

import {h} from './dom.js';
import {go, read} from './url.js';

/**
 * A table. `columns`: {key, label, title, number, cell(row), value(row) where it can be sorted, keep: 'narrow' | 'wide'} where `wide` leaves the
 * column out on narrow screens; `name(row)` is the key of a row; `sorted` says whether the address keeps the order.
 */
export function table({label, columns, rows, name, caption, sortable = false}) {
  const order = sortable ? read().sort : '';
  const by = columns.find(column => column.value && column.key === order.replace(/^-/, ''));
  const sorted = by ? [...rows].sort((a, b) => compare(by.value(a), by.value(b)) * (order.startsWith('-') ? -1 : 1)) : rows;
  return h('div', {class: 'scroll', key: 'table-' + label, tabindex: '0', role: 'group', 'aria-label': label},
    h('table', {'data-list': true},
      caption && h('caption', {class: 'sr'}, caption),
      h('thead', {}, h('tr', {}, columns.map(column => head(column, by, order, sortable)))),
      h('tbody', {}, sorted.map(row => h('tr', {'data-row': name(row)},
        columns.map((column, i) => h(i === 0 ? 'th' : 'td', {scope: i === 0 ? 'row' : null, class: classes(column)}, column.cell(row))))))));
}

function head(column, by, order, sortable) {
  const down = order.startsWith('-');
  const mine = by?.key === column.key;
  const text = sortable && column.value
    ? h('button', {type: 'button', class: 'sort', key: 'sort-' + column.key, title: column.title, onclick: () => go({sort: mine && !down ? '-' + column.key : mine ? '' : next(column)})},
      column.label, h('span', {class: 'sort-mark', 'aria-hidden': 'true'}, mine ? (down ? '↓' : '↑') : ''))
    : h('span', {title: column.title}, column.label);
  return h('th', {scope: 'col', class: classes(column), 'aria-sort': mine ? (down ? 'descending' : 'ascending') : null}, text);
}

/** Figures are looked at from the top, names from the beginning. */
function next(column) {
  return column.number ? '-' + column.key : column.key;
}

function compare(a, b) {
  if (a === null || a === undefined || b === null || b === undefined) {
    return (a === null || a === undefined ? -1 : 0) - (b === null || b === undefined ? -1 : 0);
  }
  return typeof a === 'string' ? a.localeCompare(b) : a - b;
}

function classes(column) {
  return [column.number && 'number', column.keep && 'keep-' + column.keep, column.grow && 'grow'].filter(Boolean).join(' ') || null;
}
