// Ids of traces: links where it was configured how, else texts to copy.

import {h} from './dom.js';

let pattern = '';

/** The address of a trace, with {trace} in place of its id; empty where none is configured. */
export function tracesAre(template) {
  pattern = template ?? '';
}

export function traces(ids) {
  return ids.map(id => (pattern.includes('{trace}')
    ? h('a', {class: 'trace', href: pattern.replace('{trace}', encodeURIComponent(id)), rel: 'noopener noreferrer', target: '_blank'}, id)
    : h('code', {class: 'trace'}, id)));
}
