// The APIs, the worst first.

import {link, severity} from './controls.js';
import {h} from './dom.js';
import {count, millis, percent, rate, some} from './format.js';
import {spark} from './spark.js';
import {table} from './table.js';
import {muted, ranked} from './verdict.js';

const share = (part, whole) => (whole ? part / whole : null);

/** How bad an API is: what fires, then the share of failed calls that so many calls prove, then slowness. */
function badness(one) {
  const {calls, failed, latencyMs} = one.total;
  const failing = share(failed, calls) ?? 0;
  const proved = calls ? Math.max(0, failing - 1.64 * Math.sqrt(failing * (1 - failing) / calls)) : 0;
  const alert = one.alerts[0];
  const urgency = !alert || alert.state === 'PENDING' ? 0 : (5 - Number(alert.severity.slice(1))) / (muted(alert) ? 10 : 1);
  return urgency * 1e6 + proved * 1e4 + Math.log10(1 + (latencyMs.p99 ?? 0));
}

/** Series of one label with their alerts, the worst first. */
export function worst(series, alerts) {
  return series
    .map(one => ({...one, alerts: ranked(alerts.filter(alert => alert.labels?.api === one.labels.api && !alert.test))}))
    .map(one => ({...one, badness: badness(one)}))
    .sort((a, b) => b.badness - a.badness || a.series.localeCompare(b.series));
}

/** The level of an API, for its dot. */
function level(one) {
  const alert = one.alerts.find(a => a.state !== 'PENDING');
  return !alert ? 'ok' : muted(alert) ? 'known' : alert.severity <= 'P2' ? 'bad' : 'watch';
}

const LEVELS = {ok: 'no alert', known: 'a known alert', watch: 'a minor alert', bad: 'an urgent alert'};

/** The table. `most` rows at most. */
export function apiTable(rows, {most = Infinity, sortable = false} = {}) {
  const shown = rows.slice(0, most);
  return table({
    label: 'APIs',
    caption: 'APIs, the worst first',
    sortable,
    rows: shown,
    name: row => row.series,
    columns: [
      {key: 'api', label: 'API', grow: true, value: row => row.labels.api, cell: row => h('span', {class: 'api-name'},
        h('i', {class: 'dot dot-' + level(row)}), h('span', {class: 'sr'}, LEVELS[level(row)]),
        link({view: 'apis', api: row.labels.api, sort: ''}, {class: 'row-link', 'data-item': true, key: 'api-' + row.labels.api}, row.labels.api),
        row.alerts.length > 0 && severity(row.alerts[0].severity, muted(row.alerts[0]) || row.alerts[0].state === 'PENDING'))},
      ...figures(),
    ],
  });
}

/** The columns of figures of a series. */
export function figures() {
  return [
    {key: 'rate', label: 'Calls', number: true, keep: 'medium', value: row => row.total.callsPerSecond, title: 'Calls a second',
      cell: row => h('span', {class: 'with-spark'}, rows(row, 'rate', r => r.callsPerSecond), h('span', {class: 'figure'}, rate(row.total.callsPerSecond)))},
    {key: 'failed', label: 'Failed', number: true, value: row => share(row.total.failed, row.total.calls), title: 'Share of calls with a 5xx or without a response',
      cell: row => h('span', {class: 'with-spark'}, rows(row, 'bad', r => share(r.failed, r.calls), 0.01),
        h('span', {class: 'figure' + hot(share(row.total.failed, row.total.calls))}, percent(share(row.total.failed, row.total.calls))))},
    {key: 'client', label: '4xx', number: true, keep: 'wide', value: row => share(row.total.clientErrors, row.total.calls), title: 'Share of calls with a 4xx',
      cell: row => percent(share(row.total.clientErrors, row.total.calls))},
    {key: 'p50', label: 'p50', number: true, keep: 'wide', value: row => row.total.latencyMs.p50, title: 'Half of the calls are faster', cell: row => millis(row.total.latencyMs.p50)},
    {key: 'p99', label: 'p99', number: true, value: row => row.total.latencyMs.p99, title: '99 of 100 calls are faster',
      cell: row => h('span', {class: 'with-spark'}, rows(row, 'slow', r => r.latencyMs.p99), h('span', {class: 'figure'}, millis(row.total.latencyMs.p99)))},
  ];
}

const hot = failing => (failing > 0.01 ? ' hot' : '');

function rows(row, kind, value, top) {
  return row.rows.length > 1 ? spark(row.rows.map(r => value(r) ?? null), kind, top) : null;
}

/** What is said beside the title. */
export function apiNote(shown, all) {
  return shown < all ? `${count(shown)} of ${some(all, 'API')}` : some(all, 'API');
}
