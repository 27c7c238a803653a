// The console: one page at a time, what it needs asked again and again, all of it drawn from the answers.

import {aiPage} from './ai.js';
import {drawer} from './alert.js';
import {businessPage} from './business.js';
import {recolour} from './chart.js';
import {PAGES, applyTheme, controls} from './controls.js';
import {address, ask, poll} from './data.js';
import {detailPage} from './detail.js';
import {h, replace} from './dom.js';
import {clock, lasting, some} from './format.js';
import {gapsPage} from './gaps.js';
import {help, keys} from './keys.js';
import {nowPage} from './now.js';
import {patternPage} from './patterns.js';
import {signIn, signedIn} from './session.js';
import {door} from './signin.js';
import {every, go, onChange, read, span, spanQuery, sparkStep} from './url.js';
import {muted, verdict} from './verdict.js';

const MAKERS = {now: nowPage, apis: detailPage, patterns: patternPage, ai: aiPage, gaps: gapsPage, business: businessPage};

const main = document.getElementById('main');
const offline = document.getElementById('offline');
let page = null;
let shown = '';
let api = read().api;
let answers = {};
let link = {away: null, next: 0, live: false};
let index = {resources: {}};

applyTheme();
const bar = controls(() => {
  recolour();
  page?.recolour?.();
}, help, () => {
  signIn('');
  // Nothing of what was seen stays in memory.
  location.reload();
});
const details = drawer(() => asking.now());
const entrance = door(() => asking.now());

function turn(state) {
  const view = MAKERS[state.view] ? state.view : 'now';
  if (shown !== view) {
    page?.forget?.();
    page = MAKERS[view]();
    main.dataset.view = shown = view;
    replace(main, page.node);
    scrollTo(0, 0);
  }
}

function wanted() {
  const state = read();
  return {
    every: every(state),
    // It is read from a topic: asked again when other alerts last, else seldom.
    slow: {ended: 60e3},
    mark: (answers.alerts?.data?.alerts ?? []).map(alert => alert.fingerprint).join(),
    urls: {
      health: address('/api/v1/health'),
      alerts: address('/api/v1/alerts'),
      apis: address('/api/v1/kpis', {view: 'api', ...spanQuery(state), step: sparkStep(state), percentiles: '50,99', limit: 300}),
      ...page.needs(state),
      ...details.needs(state, answers),
      ...(state.alert && has('/api/v1/alerts/FINGERPRINT') && {life: address('/api/v1/alerts/' + encodeURIComponent(state.alert))}),
    },
  };
}

const has = path => Object.keys(index.resources ?? {}).some(key => key.split('?')[0] === path);

function facts() {
  const state = read();
  const now = Date.now();
  const asOf = answers.apis?.data?.asOf ? Date.parse(answers.apis.data.asOf) : null;
  const {health, alerts, apis} = answers;
  return {state, now, asOf, span: span(state, now), alerts: alerts?.data?.alerts ?? [], live: link.live, every: every(state), verdict: verdict({away: link.away, health, alerts, apis, now})};
}

function draw() {
  const now = facts();
  bar.update(now.state, counts());
  page.update(answers, now);
  details.update(now.state, answers, now.now);
  document.documentElement.dataset.level = now.verdict.level;
  document.documentElement.dataset.link = link.away ? 'away' : link.live ? 'live' : 'asking';
  document.documentElement.classList.toggle('stale', Boolean(link.away));
  main.setAttribute('aria-busy', String(Boolean(now.verdict.loading)));
  document.title = (now.verdict.level === 'ok' || now.verdict.loading ? '' : now.verdict.title + ' · ') + 'Hypercare';
  const sign = document.getElementById('icon');
  sign.href = sign.href.replace(/status-\w+/, 'status-' + now.verdict.level);
}

function counts() {
  const firing = (answers.alerts?.data?.alerts ?? []).filter(alert => alert.state !== 'PENDING' && !muted(alert));
  return firing.length ? {now: {number: firing.length, level: firing.some(alert => alert.severity <= 'P2') ? 'bad' : 'watch', label: some(firing.length, 'alert')}} : {};
}

/** What goes on by itself between two answers: ages, and the time until the next try. */
function tick() {
  document.querySelectorAll('[data-since]').forEach(node => node.replaceChildren(lasting(Date.now() - Number(node.dataset.since))));
  const left = offline.querySelector('[data-next]');
  left?.replaceChildren(lasting(Math.max(0, link.next - Date.now())));
}

function tellAway() {
  offline.hidden = !link.away;
  if (!link.away) {
    replace(offline);
  } else if (!offline.hasChildNodes()) {
    replace(offline, h('span', {}, `No connection to Hypercare since ${clock(link.away)}. What is shown was known then.`),
      h('span', {'aria-hidden': 'true'}, ' Next try in ', h('span', {'data-next': true}, '…'), '.'),
      h('button', {type: 'button', class: 'button', onclick: () => asking.now()}, 'Try now'));
  }
}

const asking = poll(wanted, (found, now) => {
  // What is asked for less often, such as an alert's own questions, stays until the page is another one.
  answers = found;
  link = now;
  entrance.update(found);
  bar.signed(signedIn());
  tellAway();
  draw();
  if (!index.name && !link.away && !entrance.isOpen()) {
    ask(address('/')).then(answer => {
      index = answer;
    }).catch(() => {});
  }
});

onChange(state => {
  if (state.api !== api) {
    // What is known of one API is not shown under the name of another.
    api = state.api;
    const {health, alerts, apis} = answers;
    answers = {health, alerts, apis};
  }
  turn(state);
  draw();
  asking.now();
});

keys({
  '/': bar.focusFilter,
  '?': help,
  t: bar.toggleTheme,
  w: () => go({wall: read().wall ? '' : '1'}),
  ...Object.fromEntries(PAGES.map(([view], i) => [String(i + 1), () => go({view, alert: '', sort: ''})])),
}, () => go({alert: ''}));

turn(read());
draw();
asking.now();
setInterval(tick, 1000);
