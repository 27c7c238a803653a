// The first page: is it all right now, what fires, which APIs are worst.

import {apiNote, apiTable, worst} from './apis.js';
import {link, matches, severity, tag} from './controls.js';
import {ICONS, empty, h, icon, panel, replace, skeleton, trouble} from './dom.js';
import {availability, count, lasting, millis, moment, rate, some} from './format.js';
import {patternList} from './patterns.js';
import {address} from './data.js';
import {trendNeeds, trends} from './trends.js';
import {BEHIND, muted, ranked, subject, together} from './verdict.js';

const MOST = 8;

/** The page. */
export function nowPage() {
  const head = h('section', {class: 'verdict', 'aria-label': 'State'});
  const sign = h('span', {class: 'verdict-sign'});
  const sentence = h('div', {role: 'status'});
  const since = h('p', {class: 'verdict-since'});
  const facts = h('dl', {class: 'facts'});
  const fresh = h('p', {class: 'fresh'});
  const alerts = h('div', {});
  const apis = h('div', {});
  const patterns = h('div', {});
  const lines = trends();
  replace(head, h('div', {class: 'verdict-words'}, sign, h('div', {}, sentence, since)), h('div', {class: 'verdict-side'}, facts, fresh));
  let said = '';
  const node = h('div', {class: 'page'}, head, h('div', {class: 'two'}, alerts, apis), lines.node, patterns);
  replace(alerts, panel('Alerts', {}, skeleton(3)));
  replace(apis, panel('Worst APIs', {}, skeleton(5)));

  function update(answers, now) {
    const {verdict} = now;
    head.className = 'verdict ' + verdict.level + (verdict.loading ? ' loading' : '');
    const text = verdict.level + verdict.title + verdict.text;
    if (text !== said) {
      // Only a change is read out.
      said = text;
      replace(sign, icon(ICONS[verdict.level], 26));
      replace(sentence, h('h1', {}, verdict.title), h('p', {class: 'verdict-text'}, verdict.text));
    }
    replace(since, age(verdict, now.now));
    replace(facts, figures(answers, now));
    fresh.classList.toggle('late', Boolean(now.asOf) && now.now - now.asOf > BEHIND);
    replace(fresh, freshness(now));
    replace(alerts, alertPanel(answers.alerts, now));
    replace(apis, apiPanel(answers, now));
    lines.update(answers, now);
    replace(patterns, patternPanel(answers.patterns, now));
  }

  return {
    node,
    needs: state => ({...trendNeeds(state), patterns: address('/api/v1/patterns', {since: '-1h', api: state.api})}),
    update,
    recolour: lines.recolour,
    forget: lines.forget,
  };
}

/** Since when it is so. */
function age({since, atLeast, level}, now) {
  return since && [level === 'ok' ? 'quiet ' : '', atLeast ? 'for at least ' : 'since ', !atLeast && [h('time', {datetime: new Date(since).toISOString()}, moment(since, now)), ', for '],
    h('span', {'data-since': since}, lasting(now - since))];
}

function figures(answers, {alerts}) {
  const series = answers.apis?.data?.series ?? [];
  const sum = together(series);
  const total = answers.heat?.data?.total;
  const fact = (label, value, kind) => h('div', {class: kind ?? ''}, h('dt', {}, label), h('dd', {}, value));
  const firing = alerts.filter(alert => alert.state !== 'PENDING' && !muted(alert)).length;
  return [
    fact('Calls', series.length ? rate(sum.rate) : '–'),
    fact('Answered', availability(sum.availability), sum.availability !== null && sum.availability < 0.99 ? 'hot' : ''),
    fact('p99', millis(total?.latencyMs?.p99)),
    fact('Alerts', answers.alerts?.data ? count(firing) : '–', firing ? 'hot' : ''),
  ];
}

/** How old what is shown is; the seconds go on by themselves. */
export function freshness({asOf, now, live, every}) {
  return asOf
    ? [h('i', {class: 'live'}), h('span', {}, 'counted up to ', h('time', {datetime: new Date(asOf).toISOString()}, moment(asOf, now)), ', ', h('span', {'data-since': asOf}, lasting(now - asOf)), ' ago'), h('span', {class: 'told-how'}, live ? '· alerts live' : `· asked every ${lasting(every)}`)]
    : 'nothing has been counted yet';
}

/** One alert in a list. */
export function alertRow(alert, now) {
  const quiet = muted(alert) || alert.state === 'PENDING';
  return h('li', {class: quiet ? 'alert-row quiet-row' : 'alert-row'},
    severity(alert.severity, quiet),
    h('div', {class: 'alert-words'},
      link({alert: alert.fingerprint}, {class: 'row-link', 'data-item': true, key: 'alert-' + alert.fingerprint}, alert.summary),
      h('p', {class: 'sub'}, h('span', {}, alert.rule), h('span', {title: moment(Date.parse(alert.startedAt))}, 'for ', h('span', {'data-since': Date.parse(alert.startedAt)}, lasting(now - Date.parse(alert.startedAt)))),
        alert.state !== 'FIRING' && tag(alert.state.toLowerCase()),
        alert.acknowledgedBy && tag(alert.acknowledgedBy + ' is on it', 'good'),
        alert.suppression && tag(alert.suppression),
        alert.test && tag('test'))));
}

function alertPanel(answer, {state, now}) {
  if (!answer?.data) {
    return panel('Alerts', {}, answer?.error ? trouble(answer.error) : skeleton(3));
  }
  const list = ranked(answer.data.alerts.filter(alert => matches(state, alert.labels?.api, alert.summary, alert.rule, subject(alert))));
  if (!list.length) {
    return panel('Alerts', {}, empty('No alert fires', answer.data.alerts.length ? `${some(answer.data.alerts.length, 'alert')} of what is filtered out.` : 'When one does, it stands here within seconds of the first bad calls.'));
  }
  return panel('Alerts', {note: some(list.length, 'alert')}, h('ul', {class: 'alerts', 'data-list': true}, list.slice(0, 30).map(alert => alertRow(alert, now))),
    list.length > 30 && h('p', {class: 'more'}, `and ${count(list.length - 30)} more; filter by API to see them`));
}

function apiPanel(answers, {state, alerts}) {
  const answer = answers.apis;
  if (!answer?.data) {
    return panel('Worst APIs', {}, answer?.error ? trouble(answer.error) : skeleton(5));
  }
  const all = worst(answer.data.series, alerts).filter(one => matches(state, one.labels.api));
  if (!all.length) {
    return panel('Worst APIs', {}, empty('No calls in this range', answer.data.asOf ? 'Nothing was counted for what is filtered.' : 'Nothing has been counted since the start.'));
  }
  const most = state.wall ? 14 : MOST;
  return panel('Worst APIs', {note: apiNote(Math.min(most, all.length), all.length),
    action: link({view: 'apis', sort: ''}, {class: 'action'}, 'All APIs')}, apiTable(all, {most}));
}

function patternPanel(answer, {state, now}) {
  const news = (answer?.data?.patterns ?? []).filter(pattern => ['NEW', 'REGRESSED', 'SURGING'].includes(pattern.state) && matches(state, pattern.api, pattern.template));
  return news.length
    ? panel('New and surging messages', {note: some(news.length, 'pattern'), action: link({view: 'patterns'}, {class: 'action'}, 'All patterns')}, patternList(news.slice(0, 6), now))
    : null;
}
