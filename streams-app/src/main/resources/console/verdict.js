// Is it all right now? One sentence, since when, and how sure.

import {lasting, moment, rate, some, availability, count} from './format.js';

/** Data older than this are behind, milliseconds; twice three panes. */
export const BEHIND = 60e3;

/** Worst first: the urgent, then the oldest. */
export function ranked(alerts) {
  const weight = alert => (muted(alert) ? 10 : 0) + (alert.state === 'PENDING' ? 5 : 0) + Number(alert.severity.slice(1));
  return [...alerts].sort((a, b) => weight(a) - weight(b) || Date.parse(a.startedAt) - Date.parse(b.startedAt));
}

/** Somebody knows of it, or nobody is to be told. */
export function muted(alert) {
  return Boolean(alert.acknowledgedBy || alert.suppression || alert.test);
}

/** What an alert is about, shortly. */
export function subject(alert) {
  const labels = alert.labels ?? {};
  const first = labels.api ?? labels.gateway ?? labels.model ?? labels.consumer ?? Object.values(labels)[0] ?? alert.series;
  return labels.route ? `${first} ${labels.method ?? ''} ${labels.route}`.replace(/ {2,}/g, ' ') : first;
}

/**
 * The verdict: level (ok, watch, bad, unknown), title, text, since (milliseconds or null).
 *
 * `facts`: away (since when, or null), health, alerts, apis (answer of /kpis), now; each may be missing.
 */
export function verdict(facts) {
  const {away, health, alerts, apis, now} = facts;
  if (away) {
    return {level: 'unknown', title: 'Hypercare does not answer', text: 'What is below is what was known then. It may have changed since.', since: away};
  }
  if (health?.error && !health.data) {
    return {level: 'unknown', title: 'Hypercare cannot tell', text: health.error.message, since: null};
  }
  if (apis?.error && !apis.data) {
    return {level: 'unknown', title: 'The figures cannot be read', text: apis.error.message, since: null};
  }
  if (!health?.data || !alerts || !apis) {
    return {level: 'unknown', title: 'Looking …', text: 'Asking for the present state.', since: null, loading: true};
  }
  const idle = (health.data.apps ?? []).filter(app => !app.running);
  if (idle.length) {
    return {level: 'unknown', title: 'Hypercare is not ready', text: idle.map(app => `${app.name}: ${app.state.toLowerCase().replaceAll('_', ' ')}`).join(', ')
      + '. Alerts may be late until it is.', since: null};
  }
  const asOf = apis.data?.asOf ? Date.parse(apis.data.asOf) : null;
  const all = (alerts.data?.alerts ?? []).filter(alert => !alert.test);
  const list = all.filter(alert => alert.state !== 'PENDING');
  const open = list.filter(alert => !muted(alert));
  const urgent = ranked(open.filter(alert => alert.severity <= 'P2' && alert.state !== 'UNKNOWN'));
  if (urgent.length) {
    return {level: 'bad', title: burning(urgent), text: urgent[0].summary, since: Math.min(...urgent.map(begin))};
  }
  if (alerts.error && !alerts.data) {
    return {level: 'unknown', title: 'Nobody knows whether alerts fire', text: alerts.error.message, since: null};
  }
  if (asOf !== null && now - asOf > BEHIND) {
    return {level: 'unknown', title: 'The data are behind', text: `Nothing newer than ${moment(asOf, now)} has been counted, ${lasting(now - asOf)} ago.`
      + ' Are the gateways publishing?', since: asOf};
  }
  const minor = ranked(open);
  if (minor.length) {
    return {level: 'watch', title: `Nearly all right: ${some(minor.length, 'minor alert')}`, text: minor[0].summary, since: Math.min(...minor.map(begin))};
  }
  const known = ranked(list);
  if (known.length) {
    return {level: 'watch', title: `Known trouble: ${subject(known[0])}`, text: reason(known[0]) + (known.length > 1 ? `, and ${known.length - 1} more.` : '.'),
      since: Math.min(...known.map(begin))};
  }
  const series = apis.data?.series ?? [];
  if (!series.length) {
    return {level: 'unknown', title: asOf === null ? 'No calls have come in yet' : 'No calls in this range',
      text: asOf === null ? 'Point a gateway at it, or replay a recorded launch: ./hypercare demo' : 'Pick a longer range.', since: null, empty: true};
  }
  const sum = together(series);
  return {level: 'ok', title: 'All is well', ...calm(series), text: `${some(series.length, 'API')}, ${rate(sum.rate)}, `
    + `${availability(sum.availability)} answered. No alert fires` + (all.length ? `, ${some(all.length, 'condition')} just began to hold.` : '.')};
}

const begin = alert => Date.parse(alert.startedAt);

function burning(urgent) {
  const apis = [...new Set(urgent.map(alert => alert.labels?.api ?? subject(alert)))];
  const who = apis.length === 1 ? apis[0] : apis.length === 2 ? `${apis[0]} and ${apis[1]}` : `${apis[0]}, ${apis[1]} and ${some(apis.length - 2, 'other')}`;
  return `${who} ${apis.length === 1 ? 'needs' : 'need'} you`;
}

function reason(alert) {
  if (alert.acknowledgedBy) {
    return `${alert.acknowledgedBy} is on it`;
  }
  const words = {'false-alarm': 'said to be a false alarm', maintenance: 'in maintenance', inhibited: 'follows from another alert', waiting: 'may follow from another alert'};
  return words[alert.suppression] ?? 'nobody is told of it';
}

/** The figures of several series together; percentiles do not add up and are left out. */
export function together(series) {
  const sum = {calls: 0, failed: 0, clientErrors: 0, rate: 0};
  for (const {total} of series) {
    sum.calls += total.calls;
    sum.failed += total.failed;
    sum.clientErrors += total.clientErrors;
    sum.rate += total.callsPerSecond ?? 0;
  }
  sum.availability = sum.calls ? 1 - sum.failed / sum.calls : null;
  sum.text = count(sum.calls);
  return sum;
}

/** Since when no API failed in more than one of a hundred calls; `atLeast` where none did since the first calls that are shown. */
function calm(series) {
  let first = Infinity;
  let last = 0;
  for (const {rows} of series) {
    for (const row of rows) {
      if (row.calls > 0) {
        first = Math.min(first, Date.parse(row.from));
      }
      if (row.calls >= 20 && row.failed / row.calls > 0.01) {
        last = Math.max(last, Date.parse(row.to));
      }
    }
  }
  return last ? {since: last} : first < Infinity ? {since: first, atLeast: true} : {since: null};
}
