// The drawer: all that is known of one alert, and what can be said of it.

import {link, severity, tag} from './controls.js';
import {address, ask, askText} from './data.js';
import {ICONS, empty, h, icon, replace, skeleton, trouble} from './dom.js';
import {evidence, lasting, moment, percent, short} from './format.js';
import {marks} from './marks.js';
import {patternList} from './patterns.js';
import {prose} from './prose.js';
import {traces, tracesOf} from './traces.js';
import {go} from './url.js';

const STATES = {PENDING: 'the condition holds, not yet long enough', FIRING: 'firing', FLAPPING: 'comes and goes', UNKNOWN: 'its telemetry is missing'};

/** Which KPI an alert is about. */
function kpi(alert) {
  const words = alert.rule + ' ' + alert.condition;
  return /latency|p50|p9\d/.test(words) ? 'latency' : /spend|cost/.test(words) ? 'costMicros' : /token/.test(words) ? 'tokensOut'
    : /unauthorised|client_error|bad-request|\b40[13]\b/.test(words) ? 'clientErrors' : 'failed';
}

/** The drawer. `asked()` fetches again. */
export function drawer(asked) {
  const place = document.getElementById('drawer-place');
  let open = null;
  let opener = null;

  function needs(state, answers) {
    if (!state.alert) {
      return {};
    }
    const alert = find(answers, state.alert) ?? open?.alert;
    const api = alert?.labels?.api;
    return {
      marks: address('/api/v1/marks'),
      ...(api && {
        about: address('/api/v1/patterns', {api}),
        changed: address('/api/v1/changed', {kpi: kpi(alert), api, from: Math.min(Date.parse(alert.startedAt) - alert.windowSeconds * 1000, Date.parse(alert.at) - 60e3), to: alert.endedAt ?? 'now', limit: 3}),
      }),
    };
  }

  function update(state, answers, now) {
    if (!state.alert) {
      shut();
      return;
    }
    const found = find(answers, state.alert);
    if (!open || open.fingerprint !== state.alert) {
      // Until the alerts are known there is nothing to show.
      if (!answers.alerts?.data && !answers.alerts?.error) {
        return;
      }
      const active = document.activeElement;
      opener = active?.closest?.('[data-key]')?.dataset.key ?? opener;
      open = build(state.alert, asked);
      replace(place, open.node);
      open.node.querySelector('h2')?.focus({preventScroll: true});
      document.documentElement.classList.add('drawn');
    }
    open.update(found, answers, now);
  }

  function shut() {
    if (open) {
      open = null;
      replace(place);
      document.documentElement.classList.remove('drawn');
      document.querySelector(opener ? `[data-key="${CSS.escape(opener)}"]` : '#main')?.focus({preventScroll: true});
    }
  }

  return {needs, update};
}

function find(answers, fingerprint) {
  return answers.alerts?.data?.alerts.find(alert => alert.fingerprint === fingerprint);
}

/** An alert that has ended, as the decisions about it tell: how it was when it fired last. */
function formerly(fingerprint, answers) {
  const known = answers.life?.data?.fingerprint === fingerprint ? answers.life.data.decisions : [];
  const fired = known.findLast(one => one.to === 'FIRING') ?? known.at(-1);
  if (!fired) {
    return null;
  }
  const end = known.findLast(one => one.to === 'RESOLVED' || one.to === 'CANCELLED');
  const span = answers.ended?.data?.ended.findLast(one => one.fingerprint === fingerprint);
  return {fingerprint, state: 'RESOLVED', labels: span?.labels ?? labelsOf(fired.series), severity: fired.severity, summary: `${fired.rule}: ${fired.series}`, reason: fired.reason, rule: fired.rule,
    ruleVersion: fired.ruleVersion, condition: fired.condition, windowSeconds: fired.windowSeconds, evidence: fired.evidence, at: fired.at, startedAt: fired.at, endedAt: end?.at ?? fired.at};
}

/** Labels of a series by name, where none of them has a sign that would have to be escaped. */
function labelsOf(series) {
  return /[\\%"]/.test(series) ? {} : Object.fromEntries(series.split(',').map(part => part.split('=')).filter(pair => pair.length === 2));
}

function build(fingerprint, asked) {
  const title = h('h2', {id: 'drawer-title', tabindex: '-1'}, 'Alert');
  const head = h('div', {class: 'drawer-tags'});
  const body = h('div', {class: 'drawer-part'});
  const said = marks(asked);
  const history = h('div', {class: 'drawer-part'});
  const changed = h('div', {class: 'drawer-part'});
  const about = h('div', {class: 'drawer-part'});
  const rule = details('What the rule says', async place => {
    const known = self.alert;
    const answer = await ask(address('/api/v1/rules/' + encodeURIComponent(known.rule)));
    replace(place, h('pre', {tabindex: '0'}, answer.definition));
  });
  const runbook = details('Runbook', async place => {
    replace(place, prose(await askText('console/runbooks/' + self.alert.runbook.split('/').pop())));
  });
  const far = h('p', {class: 'drawer-part'});
  const node = h('section', {class: 'drawer', role: 'dialog', 'aria-labelledby': 'drawer-title', 'data-fingerprint': fingerprint},
    h('div', {class: 'drawer-head'}, head, h('button', {type: 'button', class: 'round', 'aria-label': 'Close', title: 'Close (Esc)', onclick: () => go({alert: ''})}, icon(ICONS.close))),
    h('div', {class: 'drawer-body'}, title, body,
      h('section', {class: 'drawer-part', 'aria-label': 'What people say'}, said.form, said.list),
      changed, runbook.node, far, rule.node, about, history));
  let seen = '';

  function update(found, answers, now) {
    const alert = found ?? formerly(fingerprint, answers) ?? self.alert;
    said.form.hidden = !found;
    rule.node.hidden = !alert;
    if (!alert) {
      const looking = !answers.life;
      replace(title, looking ? 'Looking …' : 'This alert has ended');
      replace(body, looking ? skeleton(4) : answers.life.error && answers.life.error.status !== 404 ? trouble(answers.life.error)
        : empty('Nothing is known of it any more', 'Alerts that have ended are in the topics alerts and decisions: ./hypercare tail decisions'));
      runbook.node.hidden = true;
      return;
    }
    self.alert = alert;
    replace(head, severity(alert.severity, false), tag(found ? STATES[alert.state] ?? alert.state : 'has ended', found ? '' : 'good'), alert.test && tag('test'));
    replace(title, alert.summary);
    const text = JSON.stringify(alert) + Math.floor(now / 60e3);
    if (text !== seen) {
      seen = text;
      replace(body, facts(alert, now));
      const own = /^(docs\/)?runbooks\/[\w.-]+\.md$/.test(alert.runbook ?? '');
      runbook.node.hidden = !own;
      replace(far, !own && /^https?:/.test(alert.runbook ?? '') ? h('a', {href: alert.runbook, rel: 'noopener noreferrer', target: '_blank'}, 'Runbook: ' + alert.runbook) : alert.runbook && !own ? 'Runbook: ' + alert.runbook : '');
    }
    said.update(answers.marks, alert, now);
    replace(changed, what(answers.changed));
    replace(about, patterns(answers.about, alert, now));
    replace(history, decisions(answers.life, now));
  }

  const self = {fingerprint, node, update, alert: null};
  return self;
}

/** A part that is fetched when it is opened. */
function details(title, fetchInto) {
  const place = h('div', {class: 'details-body'});
  const node = h('details', {class: 'drawer-part', ontoggle: async () => {
    if (node.open && !place.hasChildNodes()) {
      replace(place, 'Loading …');
      try {
        await fetchInto(place);
      } catch (e) {
        replace(place, trouble(e));
      }
    }
  }}, h('summary', {}, title), place);
  return {node};
}

function facts(alert, now) {
  const pair = (label, ...value) => (value.some(Boolean) ? [h('dt', {}, label), h('dd', {}, value)] : null);
  const api = alert.labels?.api;
  return [
    h('p', {class: 'drawer-reason'}, alert.reason),
    h('dl', {class: 'pairs'},
      pair(alert.endedAt ? 'fired' : 'began', moment(Date.parse(alert.startedAt), now), ` (${lasting(now - Date.parse(alert.startedAt))} ago)`),
      alert.endedAt && pair('ended', moment(Date.parse(alert.endedAt), now), ` (after ${lasting(Date.parse(alert.endedAt) - Date.parse(alert.startedAt))})`),
      alert.firedAt && pair('fired', moment(Date.parse(alert.firedAt), now), ` (after ${lasting(Date.parse(alert.firedAt) - Date.parse(alert.startedAt))})`),
      pair('about', api ? link({view: 'apis', api, alert: ''}, {}, api) : null, Object.entries(alert.labels ?? {}).filter(([name]) => name !== 'api').map(([name, value]) => ` ${name} ${value}`)),
      pair('change', alert.change), pair('impact', alert.impact), pair('owner', alert.owner), pair('tenant', alert.tenant), pair('criticality', alert.criticality),
      alert.suppression && pair('told', `nobody: ${alert.suppression}${alert.suppressedBy ? ' (' + alert.suppressedBy + ')' : ''}`),
      alert.acknowledgedBy && pair('on it', `${alert.acknowledgedBy}, since ${moment(Date.parse(alert.acknowledgedAt), now)}`),
      pair('rule', `${alert.rule}, version ${alert.ruleVersion}`),
      pair('condition', h('code', {}, alert.condition), ` over ${lasting(alert.windowSeconds * 1000)}`)),
    Object.keys(alert.evidence ?? {}).length > 0 && [h('h3', {}, 'Evidence'),
      h('dl', {class: 'evidence'}, Object.entries(alert.evidence).map(([name, value]) => h('div', {}, h('dt', {}, name.replaceAll('_', ' ')), h('dd', {}, evidence(name, value)))))],
  ];
}

function what(answer) {
  const data = answer?.data;
  if (!data) {
    return null;
  }
  const best = data.labels?.filter(label => label.values.some(value => value.explains)).slice(0, 2) ?? [];
  return [h('h3', {}, 'What changed'), h('p', {}, data.sentence),
    best.length > 0 && h('ul', {class: 'explains'}, best.flatMap(label => label.values.filter(value => value.explains).slice(0, 3).map(value =>
      h('li', {}, h('span', {class: 'grow'}, h('span', {class: 'sub'}, label.label + ' '), value.value === '-' ? 'anonymous' : value.value), h('span', {class: 'sub'}, `${short(value.before)} before, ${short(value.after)} now`), h('b', {}, percent(value.contribution))))))];
}

function patterns(answer, alert, now) {
  const list = (answer?.data?.patterns ?? []).filter(pattern => pattern.state !== 'QUIET').slice(0, 5);
  if (!list.length) {
    return null;
  }
  const ids = tracesOf(list).slice(-5);
  return [h('h3', {}, `Messages of ${alert.labels?.api ?? 'this API'}`), patternList(list, now), ids.length > 0 && [h('h3', {}, 'Sample traces'), h('p', {class: 'traces'}, traces(ids))]];
}

function decisions(answer, now) {
  const list = (answer?.data?.decisions ?? []).slice(-20).reverse();
  return list.length ? [h('h3', {}, 'History'), h('ol', {class: 'marks'}, list.map(one => h('li', {},
    h('span', {}, `${(one.to ?? '').toLowerCase()}${one.suppressed ? ' (nobody told)' : ''}: ${one.reason ?? ''}`), h('span', {class: 'sub'}, moment(Date.parse(one.at), now)))))] : null;
}
