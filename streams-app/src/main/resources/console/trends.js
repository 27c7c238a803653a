// Rate, errors and latency by time, with what happened on the same axis, and the latency heat map.

import {chart} from './chart.js';
import {address} from './data.js';
import {h, replace, empty, trouble, skeleton} from './dom.js';
import {moment, percent, rate, millis} from './format.js';
import {heatmap} from './heatmap.js';
import {chartStep, go, spanQuery} from './url.js';
import {muted} from './verdict.js';

const STEPS = {'10s': 10e3, '1m': 60e3, '5m': 300e3, '1h': 3600e3, '1d': 86400e3};

/** What has to be asked. */
export function trendNeeds(state) {
  return {
    heat: address('/api/v1/heatmap', {view: 'api', api: state.api, ...spanQuery(state), step: chartStep(state), percentiles: '50,95,99'}),
    tickets: address('/api/v1/tickets', {api: state.api, limit: 500}),
    ended: address('/api/v1/ended-alerts', {api: state.api, from: state.from || '-' + state.range}),
    changes: address('/api/v1/changes', {api: state.api, ...spanQuery(state), limit: 200}),
  };
}

/** The charts. */
export function trends({withHeat = true} = {}) {
  let known = {alerts: [], ended: []};
  const onspan = (from, to) => go({from: new Date(from).toISOString(), to: new Date(to).toISOString()});
  const onpick = at => {
    const hit = known.alerts.find(alert => Date.parse(alert.startedAt) <= at) ?? known.ended.find(one => one.from <= at && at <= one.to);
    if (hit) {
      go({alert: hit.fingerprint});
    }
  };
  const rates = chart({title: 'Calls', id: 'chart-rate', format: rate, onspan, onpick, lines: [{key: 'rate', label: 'calls', colour: 'rate', fill: true}]});
  const errors = chart({title: 'Errors', id: 'chart-errors', format: percent, onspan, onpick, lines: [
    {key: 'failed', label: 'failed', colour: 'bad', fill: true}, {key: 'client', label: '4xx', colour: 'client'}]});
  const latency = chart({title: 'Latency', id: 'chart-latency', format: millis, log: true, onspan, onpick, lines: [
    {key: 'p99', label: 'p99', colour: 'p99', width: 2}, {key: 'p95', label: 'p95', colour: 'p95'}, {key: 'p50', label: 'p50', colour: 'p50'}]});
  const heat = withHeat ? heatmap() : null;
  const parts = [rates, errors, latency, heat].filter(Boolean);
  const grid = h('div', {class: 'trends'}, parts.map(part => h('div', {class: 'panel'}, part.node)));
  const instead = h('div', {class: 'panel'}, skeleton(5));
  const node = h('section', {'aria-label': 'Trends'}, instead, grid);
  grid.hidden = true;

  function update(answers, facts) {
    const answer = answers.heat;
    const data = answer?.data;
    const useful = data && data.rows.some(row => row.calls > 0);
    grid.hidden = !useful;
    instead.hidden = useful;
    if (useful) {
      replace(instead);
    } else {
      if (answer) {
        replace(instead, answer.error && !data ? trouble(answer.error) : empty('No calls in this range', 'As soon as some come in, they are drawn here.'));
      }
      return;
    }
    known = {alerts: facts.alerts.filter(alert => !facts.state.api || alert.labels?.api === facts.state.api), ended: over(answers, facts.span)};
    const asOf = data.asOf ? Date.parse(data.asOf) : null;
    const common = {span: facts.span, asOf: facts.span.to - asOf > 2 * STEPS[data.step] ? asOf : null, events: happened(known, answers, Math.min(asOf ?? facts.span.to, facts.span.to))};
    const rows = data.rows.filter(row => row.closedSeconds > 0);
    const times = rows.map(row => Date.parse(row.from) / 1000);
    const lines = (...values) => ({...common, data: [times, ...values.map(value => rows.map(row => value(row) ?? null))]});
    const part = (row, value) => (row.calls ? value / row.calls : null);
    rates.update(lines(row => row.callsPerSecond));
    errors.update(lines(row => part(row, row.failed), row => part(row, row.clientErrors)));
    latency.update(lines(row => row.latencyMs.p99, row => row.latencyMs.p95, row => row.latencyMs.p50));
    heat?.update(data, facts.span);
  }

  return {node, update, recolour: () => heat?.rebuild(), forget: () => parts.forEach(part => part.forget())};
}

/** Alerts that have ended, the newest first; one that fired before the range does so at its beginning. */
function over(answers, span) {
  return (answers.ended?.data?.ended ?? []).map(one => ({
    fingerprint: one.fingerprint, from: one.firedAt ? Date.parse(one.firedAt) : span.from, to: Date.parse(one.endedAt),
    level: one.suppressed ? 'unknown' : one.severity <= 'P2' ? 'bad' : 'watch'})).reverse();
}

/** Alerts as bands up to where is known or where they ended, one above another only where their levels differ; tickets as points; deployments as flags. */
function happened({alerts, ended}, answers, end) {
  const spans = alerts.filter(alert => alert.state !== 'PENDING').map(alert => ({
    from: Date.parse(alert.startedAt), to: end, level: muted(alert) ? 'unknown' : alert.severity <= 'P2' ? 'bad' : 'watch'}));
  const bands = ['unknown', 'watch', 'bad'].flatMap(level => [
    ...union(ended.filter(one => one.level === level)).map(one => ({...one, ended: true})),
    ...union(spans.filter(one => one.level === level))]);
  const points = (answers.tickets?.data?.tickets ?? []).map(ticket => ({at: Date.parse(ticket.createdAt)}));
  const flags = (answers.changes?.data?.changes ?? []).map(change => ({
    at: Date.parse(change.startedAt), id: change.id, kind: change.kind, failed: change.status === 'failed',
    text: flagText(change)}));
  return {bands, points, flags};
}

/** What a flag says: what, when, how far it came and who. */
function flagText(change) {
  const how = change.status === 'succeeded' ? '' : ', ' + change.status;
  return `${moment(Date.parse(change.startedAt))}: ${change.title}${how}${change.actor ? ', by ' + change.actor : ''}`;
}

function union(bands) {
  const joined = [];
  for (const band of [...bands].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && band.from <= last.to) {
      last.to = Math.max(last.to, band.to);
    } else {
      joined.push({...band});
    }
  }
  return joined;
}
