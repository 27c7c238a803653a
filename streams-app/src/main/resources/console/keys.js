// The keyboard. Keys of one character can be switched off, for those whose software speaks in keys.

import {h, replace} from './dom.js';

const SWITCH = 'hypercare.keys';
const HELP = [
  ['/', 'filter by API'],
  ['↑ ↓', 'walk through a list'],
  ['Enter', 'open what has the focus'],
  ['Esc', 'close the drawer, leave the filter'],
  ['1 … 6', 'the pages, from left to right'],
  ['w', 'wall mode, for a screen that all see'],
  ['t', 'light or dark'],
  ['?', 'this list'],
];

const typing = target => target.closest?.('input, textarea, select, [contenteditable]');

/** Listens. `actions`: by key; `escape` for Esc. */
export function keys(actions, escape) {
  addEventListener('keydown', event => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key === 'Escape') {
      if (document.querySelector('dialog[open]')) {
        return;
      }
      if (typing(event.target)) {
        event.target.blur();
      } else {
        escape();
      }
      return;
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      walk(event);
      return;
    }
    if (!typing(event.target) && actions[event.key] && localStorage.getItem(SWITCH) !== 'off') {
      event.preventDefault();
      actions[event.key]();
    }
  });
}

/** From one link of a list to the next. */
function walk(event) {
  const list = event.target.closest?.('[data-list]');
  const items = list ? [...list.querySelectorAll('[data-item]')] : [];
  const at = items.indexOf(event.target);
  if (at >= 0) {
    event.preventDefault();
    items[Math.max(0, Math.min(items.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1)))].focus();
  }
}

/** Shows what the keys do. */
export function help() {
  let dialog = document.getElementById('keys');
  if (!dialog) {
    dialog = h('dialog', {id: 'keys', class: 'help', 'aria-labelledby': 'keys-title'});
    document.body.append(dialog);
  }
  const box = h('input', {type: 'checkbox', onchange: () => localStorage.setItem(SWITCH, box.checked ? 'on' : 'off')});
  box.checked = localStorage.getItem(SWITCH) !== 'off';
  replace(dialog,
    h('h2', {id: 'keys-title'}, 'Keys'),
    h('dl', {class: 'key-list'}, HELP.map(([key, text]) => [h('dt', {}, h('kbd', {}, key)), h('dd', {}, text)])),
    h('label', {class: 'check'}, box, 'Keys of one character'),
    h('form', {method: 'dialog'}, h('button', {class: 'button', type: 'button', onclick: () => dialog.close()}, 'Close')));
  dialog.showModal();
}
