// Asks the API: in parallel, with a deadline; again and again while somebody looks; more and more seldom while nobody answers.

import {live} from './live.js';
import {proof, session} from './session.js';

const DEADLINE = 15000;
const LONGEST_WAIT = 30000;
const ROOT = new URL('../', document.baseURI);

/** What the API answered instead of data. */
export class Problem extends Error {
  constructor(status, body, asked) {
    super(body?.detail ?? `the server answered ${status}`);
    this.status = status;
    this.session = asked;
    this.title = body?.title;
    this.advice = body?.advice;
  }
}

/** Nobody answered. */
export class Away extends Error {}

/** The address of a resource with its parameters; those without a value are left out. */
export function address(path, parameters = {}) {
  const url = new URL(path.replace(/^\//, ''), ROOT);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== null && value !== '') {
      url.searchParams.set(name, value);
    }
  }
  return url;
}

/** Asks once. Throws Problem or Away; a health of 503 is an answer. */
export async function ask(url, options = {}) {
  const asked = session();
  let response;
  try {
    response = await fetch(url, {...options, headers: {Accept: 'application/json', ...proof(), ...options.headers}, signal: AbortSignal.timeout(DEADLINE)});
  } catch (e) {
    throw new Away(e.message);
  }
  const text = await response.text();
  let body = null;
  try {
    body = text ? JSON.parse(text) : null;
  } catch {
    throw new Problem(response.status, {detail: 'the answer is no JSON'}, asked);
  }
  if (!response.ok && !body?.apps) {
    throw new Problem(response.status, body, asked);
  }
  return body;
}

/** The text of a file of the console's server. */
export async function askText(path) {
  const response = await fetch(new URL(path.replace(/^\//, ''), ROOT), {signal: AbortSignal.timeout(DEADLINE)});
  if (!response.ok) {
    throw new Problem(response.status, null);
  }
  return response.text();
}

/** Sends JSON. */
export function send(path, body) {
  return ask(address(path), {method: 'POST', body: JSON.stringify(body), headers: {'Content-Type': 'application/json'}});
}

/** Takes something back. */
export function remove(path) {
  return ask(address(path), {method: 'DELETE'});
}

/** An address but for its range: answers of another range are shown until the new ones are there, those of another question are not. */
function question(address) {
  const url = new URL(address);
  ['from', 'to', 'step'].forEach(name => url.searchParams.delete(name));
  return url.href;
}

/**
 * Keeps answers fresh.
 *
 * `wanted()` gives addresses by name, after how many milliseconds to ask again, and `slow`: for how many milliseconds an answer does by name, as long as
 * `mark` is the same. `changed(answers, link)` is told after each round and whenever the server tells of alerts by itself, with {data, error} by name and `away`:
 * since when nobody answers, `next`: when it tries again, `live`: whether alerts are told as they happen.
 */
export function poll(wanted, changed) {
  let timer = 0;
  let round = 0;
  let failures = 0;
  let away = null;
  let answers = {};
  let next = 0;

  const stream = live(() => {
    const url = wanted().urls.alerts;
    const data = stream.known(url);
    if (data) {
      answers = {...answers, alerts: {url: url.href, data, error: null}};
      changed(answers, link());
    } else {
      // It broke: whether the server is gone is found out at once.
      run();
    }
  });

  const link = () => ({away, next, live: !away && Boolean(stream.known(wanted().urls.alerts))});

  async function answer(name, url, {slow, mark}) {
    const old = answers[name];
    const told = name === 'alerts' ? stream.known(url) : null;
    if (told) {
      return {url: url.href, data: told, error: null, told: true};
    }
    if (slow?.[name] && old?.data && !old.error && old.url === url.href && old.mark === mark && Date.now() - old.at < slow[name]) {
      return old;
    }
    try {
      return {url: url.href, data: await ask(url), error: null, at: Date.now(), mark};
    } catch (error) {
      // What was known stays on the screen, as long as it is of the same question.
      return {url: url.href, data: old?.url === url.href ? old.data : null, error};
    }
  }

  async function run() {
    clearTimeout(timer);
    const mine = ++round;
    const {urls, every, ...how} = wanted();
    const names = Object.keys(urls);
    answers = Object.fromEntries(Object.entries(answers).filter(([name, old]) => names.includes(name) && question(old.url) === question(urls[name])));
    let told = 0;
    await Promise.all(names.map(async name => {
      const found = await answer(name, urls[name], how);
      if (mine === round) {
        answers[name] = found;
        // What is known is shown while a slow answer is waited for.
        told ||= setTimeout(() => mine === round && changed(answers, link()), 120);
      }
    }));
    clearTimeout(told);
    if (mine !== round) {
      return;
    }
    const asked = names.filter(name => !answers[name].told && !how.slow?.[name]);
    const gone = asked.every(name => answers[name].error instanceof Away);
    failures = gone ? failures + 1 : 0;
    away = gone ? away ?? Date.now() : null;
    const wait = gone ? Math.min(LONGEST_WAIT, 1000 * 2 ** Math.min(failures, 5)) * (0.8 + 0.4 * Math.random()) : every;
    next = Date.now() + wait;
    if (urls.alerts && !answers.alerts.error) {
      stream.follow(urls.alerts);
    }
    try {
      changed(answers, link());
    } finally {
      // Also after an answer that could not be drawn: the next one may be.
      if (!document.hidden) {
        // An answer may raise a question of its own, such as what changed for the alert that is shown.
        const more = !gone && Object.keys(wanted().urls).some(name => !(name in answers));
        timer = setTimeout(run, more ? 0 : wait);
      }
    }
  }

  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      clearTimeout(timer);
    } else {
      run();
    }
  });
  return {now: run};
}
