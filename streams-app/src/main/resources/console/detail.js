// The engineer's page: all APIs, or one with its routes, consumers, statuses and messages.

import {apiNote, apiTable, figures, worst} from './apis.js';
import {link, matches} from './controls.js';
import {address} from './data.js';
import {empty, h, panel, replace, skeleton, trouble} from './dom.js';
import {availability, count, millis, percent, rate, some} from './format.js';
import {alertRow} from './now.js';
import {patternList} from './patterns.js';
import {table} from './table.js';
import {traces} from './traces.js';
import {trendNeeds, trends} from './trends.js';
import {sparkStep, spanQuery} from './url.js';
import {ranked} from './verdict.js';

/** The page. */
export function detailPage() {
  const head = h('div', {class: 'page-head'});
  const alerts = h('div', {});
  const lines = trends();
  const tables = h('div', {class: 'stack'});
  replace(tables, panel('APIs', {}, skeleton(8)));

  function needs(state) {
    const range = {...spanQuery(state), percentiles: '50,99'};
    const one = state.api && {
      routes: address('/api/v1/kpis', {view: 'api,route,method', api: state.api, ...range, step: sparkStep(state), limit: 50}),
      consumers: address('/api/v1/kpis', {view: 'api,consumer', api: state.api, ...range, limit: 200}),
      patterns: address('/api/v1/patterns', {api: state.api}),
    };
    return {...trendNeeds(state), ...one};
  }

  function update(answers, now) {
    const {state} = now;
    replace(head, state.api
      ? [h('h1', {}, state.api), link({api: ''}, {class: 'action'}, 'All APIs')]
      : h('h1', {class: 'sr'}, 'APIs'));
    const mine = ranked(now.alerts.filter(alert => state.api && alert.labels?.api === state.api));
    replace(alerts, mine.length > 0 && panel('Alerts', {note: some(mine.length, 'alert')}, h('ul', {class: 'alerts', 'data-list': true}, mine.map(alert => alertRow(alert, now.now)))));
    lines.update(answers, now);
    replace(tables, state.api ? one(answers, now) : all(answers, now));
  }

  return {node: h('div', {class: 'page'}, head, alerts, lines.node, tables), needs, update, recolour: lines.recolour, forget: lines.forget};
}

function all(answers, {state, alerts}) {
  const {data, error} = answers.apis ?? {};
  if (!data) {
    return panel('APIs', {}, error ? trouble(error) : skeleton(8));
  }
  const rows = worst(data.series, alerts).filter(row => matches(state, row.labels.api));
  return panel('APIs', {note: apiNote(rows.length, data.series.length)}, rows.length ? apiTable(rows, {sortable: true})
    : empty('No API like this', 'No API with calls in this range has what the filter says.'));
}

function one(answers, {state, now}) {
  return [
    series('Routes', answers.routes, row => `${row.labels.method} ${row.labels.route}`, state),
    h('div', {class: 'two'},
      series('Consumers', answers.consumers, row => (row.labels.consumer === '-' ? 'anonymous' : row.labels.consumer), state),
      statuses(answers.heat)),
    messages(answers.patterns, state, now),
  ];
}

function series(title, answer, name, state) {
  if (!answer?.data) {
    return panel(title, {}, answer?.error ? trouble(answer.error) : skeleton(6));
  }
  const rows = answer.data.series.filter(row => matches({...state, api: ''}, name(row))).sort((a, b) => b.total.failed - a.total.failed || b.total.calls - a.total.calls);
  return panel(title, {note: some(rows.length, title.toLowerCase().slice(0, -1)) + (answer.data.cut ? ', cut' : '')}, rows.length ? table({
    label: title, caption: `${title}, those with most failed calls first`, sortable: true, rows: rows.slice(0, 50), name: row => row.series,
    columns: [{key: title.toLowerCase(), label: title.slice(0, -1), grow: true, value: name, cell: row => h('span', {class: 'name'}, name(row))}, ...figures()],
  }) : empty('None in this range'));
}

function statuses(answer) {
  const total = answer?.data?.total;
  if (!total) {
    return panel('Statuses', {}, answer?.error ? trouble(answer.error) : skeleton(6));
  }
  const list = Object.entries(total.statuses).sort((a, b) => b[1] - a[1]);
  return panel('Statuses', {note: `${count(total.calls)} calls, ${rate(total.callsPerSecond)}, ${availability(total.availability)} answered`},
    list.length ? h('ul', {class: 'bars'}, list.slice(0, 14).map(([status, calls]) => h('li', {},
      h('span', {class: 'bar-name'}, status === '0' ? 'none' : status),
      h('meter', {class: 'meter meter-' + kind(status), min: '0', max: String(list[0][1]), value: String(calls), 'aria-label': `status ${status}`}),
      h('span', {class: 'number'}, count(calls)), h('span', {class: 'number sub'}, percent(calls / total.calls))))) : empty('No calls in this range'),
    h('p', {class: 'more'}, `Slowest ${millis(total.latencyMs.max)}; in the backend half take ${millis(total.upstreamLatencyMs?.p50)}.`),
    samples(total));
}

function samples(total) {
  const list = [['newest failed', total.failedTraceId, total.failedTraceUrl], ['slowest', total.slowestTraceId, total.slowestTraceUrl]].filter(one => one[1]);
  return list.length > 0 && h('dl', {class: 'pairs'}, list.map(([what, id, url]) => [h('dt', {}, `trace, ${what}`), h('dd', {class: 'traces'}, traces([[id, url]]))]));
}

const kind = status => (status === '0' || status >= '500' ? 'bad' : status >= '400' ? 'client' : 'ok');

function messages(answer, state, now) {
  if (!answer?.data) {
    return answer?.error ? panel('Messages', {}, trouble(answer.error)) : null;
  }
  const list = answer.data.patterns.filter(pattern => matches({...state, api: ''}, pattern.template));
  return panel('Messages', {note: some(list.length, 'pattern')}, list.length ? patternList(list.slice(0, 20), now) : empty('No error messages', 'What gateways tell of failed calls is counted here.'));
}
