// The bar above every page: where one is, what is filtered, which time is shown, how it looks.

import {ICONS, h, icon, replace} from './dom.js';
import {clock, moment} from './format.js';
import {RANGES, go, href, read} from './url.js';

export const PAGES = [['now', 'Now'], ['apis', 'APIs'], ['patterns', 'Patterns'], ['ai', 'AI'], ['gaps', 'Gaps'], ['business', 'Business']];
const THEME = 'hypercare.theme';

/** A link within the console: it changes the address and loads nothing. */
export function link(patch, attributes, ...children) {
  return h('a', {href: href(patch), ...attributes, onclick: event => {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey && event.button === 0) {
      event.preventDefault();
      go(patch);
    }
  }}, ...children);
}

/** Whether a row belongs to what is filtered: one of its texts has the words. */
export function matches(state, api, ...texts) {
  const words = state.q.trim().toLowerCase();
  return (!state.api || api === state.api)
    && (!words || [api, ...texts].some(text => String(text ?? '').toLowerCase().includes(words)));
}

/** The theme that is used: what was chosen here, else what the system wants. */
function theme() {
  return localStorage.getItem(THEME) ?? (matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark');
}

/** Sets the theme of the page. */
export function applyTheme() {
  document.documentElement.dataset.theme = theme();
}

/** The bar. `themed` is told when the theme changes; `help` shows the keys; `leave` signs out. */
export function controls(themed, help, leave) {
  const nav = h('nav', {'aria-label': 'Pages', class: 'tabs'});
  const filter = h('input', {id: 'filter', class: 'filter', type: 'search', placeholder: 'Filter by API or text', 'aria-label': 'Filter by API or text', autocomplete: 'off', spellcheck: 'false',
    oninput: () => go({q: filter.value}, true)});
  const hint = h('kbd', {class: 'filter-hint', 'aria-hidden': 'true'}, '/');
  const chip = h('span', {class: 'chips'});
  const ranges = h('div', {class: 'ranges', role: 'group', 'aria-label': 'Time range'});
  const look = h('button', {type: 'button', class: 'round', onclick: () => toggleTheme()});
  const wall = h('button', {type: 'button', class: 'round', title: 'Wall mode (w)', 'aria-label': 'Wall mode', onclick: () => go({wall: read().wall ? '' : '1'})}, icon(ICONS.wall));
  const keys = h('button', {type: 'button', class: 'round', title: 'Keys (?)', 'aria-label': 'Keys', onclick: help}, '?');
  const out = h('button', {type: 'button', class: 'round', title: 'Sign out', 'aria-label': 'Sign out', hidden: true, onclick: leave}, icon(ICONS.leave));
  const bar = document.getElementById('bar');
  replace(bar,
    link({view: 'now', api: '', alert: '', q: ''}, {class: 'brand', 'aria-label': 'Hypercare, to the first page'}, icon(ICONS.pulse, 18), h('span', {}, 'Hypercare')),
    nav,
    h('div', {class: 'tools', role: 'search'}, chip, h('span', {class: 'filter-box'}, filter, hint), ranges),
    h('div', {class: 'looks'}, look, wall, keys, out));

  function toggleTheme() {
    localStorage.setItem(THEME, theme() === 'dark' ? 'light' : 'dark');
    changed();
  }

  function changed() {
    applyTheme();
    const dark = theme() === 'dark';
    look.setAttribute('aria-label', dark ? 'Light colours' : 'Dark colours');
    look.title = (dark ? 'Light' : 'Dark') + ' colours (t)';
    replace(look, icon(dark ? ICONS.sun : ICONS.moon));
    themed();
  }

  matchMedia('(prefers-color-scheme: light)').addEventListener('change', changed);

  function update(state, counts) {
    document.documentElement.classList.toggle('wall', Boolean(state.wall));
    wall.setAttribute('aria-pressed', String(Boolean(state.wall)));
    replace(nav, PAGES.map(([view, name]) => link({view, alert: '', sort: ''}, {'aria-current': state.view === view ? 'page' : null, key: view}, name,
      counts?.[view] ? h('span', {class: 'badge badge-' + counts[view].level, 'aria-label': counts[view].label}, String(counts[view].number)) : null)));
    if (document.activeElement !== filter) {
      filter.value = state.q;
    }
    replace(chip, state.api && h('button', {type: 'button', class: 'chip', key: 'api', title: 'Show all APIs', onclick: () => go({api: ''})},
      h('span', {}, state.api), icon(ICONS.close, 12), h('span', {class: 'sr'}, 'show all APIs')));
    replace(ranges,
      Object.entries(RANGES).map(([range, {name}]) => h('button', {type: 'button', key: range, title: 'The last ' + name, 'aria-pressed': String(!state.from && state.range === range),
        onclick: () => go({range, from: '', to: ''})}, range)),
      state.from && h('button', {type: 'button', key: 'span', class: 'range-own', 'aria-pressed': 'true', title: 'Back to the live range', onclick: () => go({from: '', to: ''})},
        own(Date.parse(state.from), Date.parse(state.to)), icon(ICONS.close, 12)));
  }

  changed();
  return {update, toggleTheme, focusFilter: () => filter.focus(), signed: known => {
    out.hidden = !known;
  }};
}

/** A range in words: 20:31 to 20:46. */
function own(from, to) {
  const words = at => (new Date(at).toDateString() === new Date().toDateString() ? clock(at, to - from < 600e3) : moment(at));
  return `${words(from)} to ${words(to)}`;
}

/** A severity as everybody knows it. */
export function severity(level, quiet) {
  return h('span', {class: `severity ${quiet ? 'quiet' : 's' + level}`}, level);
}

/** A word about something, framed. */
export function tag(text, kind = '') {
  return h('span', {class: 'tag ' + kind}, text);
}
