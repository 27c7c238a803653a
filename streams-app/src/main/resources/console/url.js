// What is shown stands in the address: it can be shared, and the back button works.

const DEFAULTS = {view: 'now', range: '1h', from: '', to: '', api: '', q: '', alert: '', sort: '', wall: ''};

/** Ranges that can be picked: milliseconds, and how often the page asks again, milliseconds. */
export const RANGES = {
  '15m': {millis: 900e3, every: 5e3, name: '15 minutes'},
  '1h': {millis: 3600e3, every: 5e3, name: '1 hour'},
  '6h': {millis: 6 * 3600e3, every: 15e3, name: '6 hours'},
  '1d': {millis: 86400e3, every: 30e3, name: '1 day'},
  '7d': {millis: 7 * 86400e3, every: 60e3, name: '7 days'},
  '30d': {millis: 30 * 86400e3, every: 60e3, name: '30 days'},
};

const listeners = [];

/** The present state, every key with a text. */
export function read() {
  const given = new URLSearchParams(location.search);
  const state = {};
  for (const [key, value] of Object.entries(DEFAULTS)) {
    state[key] = given.get(key) ?? value;
  }
  if (!RANGES[state.range]) {
    state.range = DEFAULTS.range;
  }
  if (isNaN(Date.parse(state.from)) || isNaN(Date.parse(state.to)) || Date.parse(state.from) >= Date.parse(state.to)) {
    state.from = state.to = '';
  }
  return state;
}

/** The address of the present state with some keys changed. */
export function href(patch) {
  const state = {...read(), ...patch};
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(state)) {
    if (value && value !== DEFAULTS[key]) {
      search.set(key, value);
    }
  }
  const text = search.toString();
  return location.pathname + (text ? '?' + text : '');
}

/** Goes there; `replace` leaves no step for the back button. */
export function go(patch, replace = false) {
  const target = href(patch);
  if (target !== location.pathname + location.search) {
    history[replace ? 'replaceState' : 'pushState'](null, '', target);
    tell();
  }
}

export function onChange(listener) {
  listeners.push(listener);
}

function tell() {
  const state = read();
  listeners.forEach(listener => listener(state));
}

addEventListener('popstate', tell);

/** First and last instant shown, milliseconds, at `now`. */
export function span(state, now) {
  return state.from
    ? {from: Date.parse(state.from), to: Date.parse(state.to), live: false}
    : {from: now - RANGES[state.range].millis, to: now, live: true};
}

/** The parameters from and to of the API. */
export function spanQuery(state) {
  return state.from
    ? {from: state.from, to: state.to}
    : {from: '-' + state.range, to: 'now'};
}

function length(state) {
  return state.from ? Date.parse(state.to) - Date.parse(state.from) : RANGES[state.range].millis;
}

/** Step of charts: some 60 to 360 rows. */
export function chartStep(state) {
  const millis = length(state);
  return millis <= 25 * 60e3 ? '10s' : millis <= 4 * 3600e3 ? '1m' : millis <= 30 * 3600e3 ? '5m' : millis <= 15 * 86400e3 ? '1h' : '1d';
}

/** Step of the small charts in tables: as few rows as still show a shape. */
export function sparkStep(state) {
  const millis = length(state);
  return millis <= 5 * 60e3 ? '10s' : millis <= 90 * 60e3 ? '1m' : millis <= 9 * 3600e3 ? '5m' : millis <= 8 * 86400e3 ? '1h' : '1d';
}

/** How often to ask again, milliseconds. */
export function every(state) {
  return state.from ? 30e3 : RANGES[state.range].every;
}
