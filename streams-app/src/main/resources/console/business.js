// What the business asks: were we there, what do people report, are they content.

import {link, matches, severity, tag} from './controls.js';
import {address} from './data.js';
import {empty, h, panel, replace, skeleton, trouble} from './dom.js';
import {availability, count, lasting, moment, percent, some} from './format.js';
import {spark} from './spark.js';
import {table} from './table.js';
import {spanQuery} from './url.js';
import {together} from './verdict.js';

/** The page. */
export function businessPage() {
  const place = h('div', {class: 'stack'});
  replace(place, panel('Availability', {}, skeleton(6)));
  return {
    node: h('div', {class: 'page'}, h('h1', {class: 'sr'}, 'Business'), place),
    needs: state => ({
      kpis: address('/api/v1/ticket-kpis', {...spanQuery(state), by: 'none', api: state.api}),
      tickets: address('/api/v1/tickets', {state: 'unresolved', api: state.api, limit: 200}),
    }),
    update(answers, now) {
      replace(place, tiles(answers, now), h('div', {class: 'two even'}, presence(answers.apis, now), tickets(answers.tickets, now)), flow(answers.kpis));
    },
  };
}

/** The share of failed calls that 99.9 % leaves, that was used. */
function budget(one) {
  return one.calls ? one.failed / (one.calls * 0.001) : null;
}

function tiles(answers, {state}) {
  const apis = (answers.apis?.data?.series ?? []).filter(one => matches(state, one.labels.api));
  const sum = together(apis);
  const kpis = answers.kpis?.data?.series?.[0]?.total;
  const open = answers.tickets?.data;
  const fact = (label, value, note, hot) => h('div', {}, h('dt', {}, label), h('dd', {class: hot ? 'hot' : ''}, value), h('dd', {class: 'sub'}, note));
  return h('dl', {class: 'tiles'},
    fact('Availability', availability(sum.availability), `${count(sum.failed)} of ${count(sum.calls)} calls failed`, sum.availability !== null && sum.availability < 0.999),
    fact('Open tickets', open ? count(open.tickets.length) + (open.cut ? '+' : '') : '–', kpis ? `${count(kpis.opened)} opened, ${count(kpis.resolved)} resolved in this range` : 'nothing is known of tickets'),
    fact('Time to resolve', kpis?.resolveSeconds == null ? '–' : lasting(kpis.resolveSeconds * 1000), kpis?.firstAnswerSeconds == null ? 'mean' : `first answer after ${lasting(kpis.firstAnswerSeconds * 1000)}, means`),
    fact('Satisfaction', kpis?.csat == null ? '–' : kpis.csat.toFixed(1) + ' of 5', kpis?.csat == null ? 'nobody has answered' : `${percent(kpis.csatSatisfiedShare)} content, ${some(kpis.csatAnswers, 'answer')}`),
    fact('NPS', kpis?.nps == null ? '–' : String(Math.round(kpis.nps)), kpis?.nps == null ? 'nobody has answered' : some(kpis.npsAnswers, 'answer')));
}

function presence(answer, {state}) {
  if (!answer?.data) {
    return panel('Availability', {}, answer?.error ? trouble(answer.error) : skeleton(6));
  }
  const rows = answer.data.series.filter(one => matches(state, one.labels.api)).sort((a, b) => a.total.availability - b.total.availability);
  return panel('Availability', {note: 'the lowest first'}, rows.length ? table({
    label: 'Availability', caption: 'Availability of APIs, the lowest first', rows: rows.slice(0, 30), name: row => row.series, columns: [
      {key: 'api', label: 'API', grow: true, cell: row => link({view: 'apis', api: row.labels.api}, {class: 'row-link', 'data-item': true, key: 'biz-' + row.labels.api}, row.labels.api)},
      {key: 'trend', label: 'Failed', keep: 'medium', number: true, cell: row => h('span', {class: 'with-spark'}, row.rows.length > 1 ? spark(row.rows.map(r => (r.calls ? r.failed / r.calls : null)), 'bad', 0.01) : null)},
      {key: 'availability', label: 'Availability', number: true, cell: row => h('span', {class: row.total.availability < 0.999 ? 'hot' : ''}, availability(row.total.availability))},
      {key: 'budget', label: 'Of 0.1 %', number: true, title: 'How much was used of the failures that an objective of 99.9 % allows in this range', cell: row => percent(budget(row.total))},
    ]}) : empty('No calls in this range'));
}

function tickets(answer, {state, now}) {
  if (!answer?.data) {
    return panel('Open tickets', {}, answer?.error ? trouble(answer.error) : skeleton(6));
  }
  const list = answer.data.tickets.filter(one => matches(state, one.api, one.title, one.id, one.category));
  return panel('Open tickets', {note: some(list.length, 'ticket')}, list.length ? h('ul', {class: 'alerts', 'data-list': true}, list.slice(0, 20).map(one => h('li', {class: 'alert-row'},
    severity(one.priority, one.priority > 'P2'),
    h('div', {class: 'alert-words'},
      one.url && /^https?:/.test(one.url) ? h('a', {class: 'row-title', href: one.url, rel: 'noopener noreferrer', target: '_blank', 'data-item': true}, one.title ?? one.id) : h('p', {class: 'row-title'}, one.title ?? one.id),
      h('p', {class: 'sub'}, h('span', {}, one.id), one.api && link({view: 'apis', api: one.api}, {}, one.api), one.category && h('span', {}, one.category),
        h('span', {title: moment(Date.parse(one.createdAt), now)}, lasting(now - Date.parse(one.createdAt)) + ' old'), one.state !== 'OPEN' && tag(one.state.toLowerCase().replaceAll('_', ' ')), one.reopened > 0 && tag('reopened', 'watch'))))))
    : empty('No ticket is open', 'Tickets come in through the topic tickets.'));
}

function flow(answer) {
  const rows = answer?.data?.series?.[0]?.rows ?? [];
  const line = (label, value, kind) => h('div', {class: 'flow'}, h('span', {}, label), spark(rows.map(value), kind), h('b', {}, count(rows.reduce((all, row) => all + value(row), 0))));
  return rows.length > 1 ? panel('Tickets by time', {note: 'by ' + (answer.data.step === '1d' ? 'day' : 'hour')}, h('div', {class: 'flows'},
    line('opened', row => row.opened, 'bad'), line('resolved', row => row.resolved, 'rate'), line('reopened', row => row.reopened, 'slow'), line('escalated', row => row.escalated, 'slow'))) : null;
}
