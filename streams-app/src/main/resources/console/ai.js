// Calls to AI models: how many, how fast, what they use and cost, by model and by consumer.

import {matches} from './controls.js';
import {address} from './data.js';
import {empty, h, panel, replace, skeleton, trouble} from './dom.js';
import {availability, millis, money, percent, rate, short, some} from './format.js';
import {spark} from './spark.js';
import {table} from './table.js';
import {spanQuery, sparkStep} from './url.js';
import {together} from './verdict.js';

const SUMS = ['aiCalls', 'usageMissing', 'tokensIn', 'tokensOut', 'tokensCached', 'tokensReasoning', 'costMicros'];

/** The page. */
export function aiPage() {
  const place = h('div', {class: 'stack'});
  replace(place, panel('Models', {}, skeleton(6)));
  return {
    node: h('div', {class: 'page'}, h('h1', {class: 'sr'}, 'AI usage and spend'), place),
    needs(state) {
      const range = {...spanQuery(state), percentiles: '50,99', step: sparkStep(state), limit: 300};
      return {
        models: address('/api/v1/kpis', {view: 'api,model', api: state.api, ...range}),
        users: address('/api/v1/kpis', {view: 'api,consumer', api: state.api, ...range}),
      };
    },
    update(answers, {state}) {
      const models = ai(answers.models, state, 'model');
      const users = ai(answers.users, state, 'consumer');
      replace(place, !models.rows && !models.error ? panel('Models', {}, skeleton(6))
        : models.rows?.length === 0 && !users.rows?.length
          ? panel('AI', {}, empty('No calls to models in this range', 'Calls that name a provider or a model are counted with their tokens and their cost.'))
          : [totals(models.rows ?? users.rows ?? []), part('Models', models, 'model'), part('Consumers', users, 'consumer')]);
    },
  };
}

function ai(answer, state, label) {
  if (!answer?.data) {
    return {error: answer?.error};
  }
  return {rows: answer.data.series.filter(one => one.total.aiCalls > 0 && matches(state, one.labels.api, one.labels[label]))
    .sort((a, b) => b.total.costMicros - a.total.costMicros || b.total.aiCalls - a.total.aiCalls)};
}

function sum(rows) {
  return Object.fromEntries(SUMS.map(name => [name, rows.reduce((all, row) => all + row.total[name], 0)]));
}

function totals(rows) {
  const all = sum(rows);
  const fact = (label, value, note) => h('div', {}, h('dt', {}, label), h('dd', {}, value), note && h('dd', {class: 'sub'}, note));
  return h('dl', {class: 'tiles'},
    fact('Spend', money(all.costMicros), 'in the currency of the account'),
    fact('Calls to models', short(all.aiCalls), `${availability(together(rows).availability)} answered`),
    fact('Tokens in', short(all.tokensIn), `${percent(all.tokensIn ? all.tokensCached / all.tokensIn : null)} from a cache`),
    fact('Tokens out', short(all.tokensOut), `${short(all.tokensReasoning)} for reasoning`),
    fact('Without usage', percent(all.aiCalls ? all.usageMissing / all.aiCalls : null), 'of the calls tell no tokens'));
}

function part(title, {rows, error}, label) {
  if (!rows) {
    return panel(title, {}, error ? trouble(error) : skeleton(6));
  }
  const cost = sum(rows).costMicros;
  return panel(title, {note: some(rows.length, label)}, rows.length ? table({
    label: title, caption: `${title}, those that cost most first`, sortable: true, rows: rows.slice(0, 60), name: row => row.series,
    columns: [
      {key: label, label: title.slice(0, -1), grow: true, value: row => row.labels[label], cell: row => h('span', {class: 'name'}, row.labels[label] === '-' ? (label === 'model' ? 'no model told' : 'anonymous') : row.labels[label], h('span', {class: 'sub'}, row.labels.api))},
      {key: 'spend', label: 'Spend', number: true, value: row => row.total.costMicros, cell: row => h('span', {class: 'with-spark'}, row.rows.length > 1 ? spark(row.rows.map(r => r.costMicros), 'rate') : null, h('span', {class: 'figure'}, money(row.total.costMicros)))},
      {key: 'share', label: 'Of all', number: true, keep: 'medium', value: row => row.total.costMicros, cell: row => percent(cost ? row.total.costMicros / cost : null)},
      {key: 'calls', label: 'Calls', number: true, value: row => row.total.aiCalls, cell: row => short(row.total.aiCalls)},
      {key: 'in', label: 'Tokens in', number: true, keep: 'medium', value: row => row.total.tokensIn, cell: row => short(row.total.tokensIn)},
      {key: 'out', label: 'Tokens out', number: true, keep: 'medium', value: row => row.total.tokensOut, cell: row => short(row.total.tokensOut)},
      {key: 'failed', label: 'Failed', number: true, value: row => row.total.failed / row.total.calls, cell: row => h('span', {class: row.total.failed / row.total.calls > 0.01 ? 'hot' : ''}, percent(row.total.failed / row.total.calls))},
      {key: 'p50', label: 'p50', number: true, keep: 'wide', value: row => row.total.latencyMs.p50, cell: row => millis(row.total.latencyMs.p50)},
      {key: 'p99', label: 'p99', number: true, keep: 'wide', value: row => row.total.latencyMs.p99, cell: row => millis(row.total.latencyMs.p99)},
      {key: 'rate', label: 'Rate', number: true, keep: 'wide', value: row => row.total.callsPerSecond, cell: row => rate(row.total.callsPerSecond)},
    ],
  }) : empty('None in this range'));
}
