// Ids of traces, to copy: where a tracing UI is, nobody has told.

import {h} from './dom.js';

export function traces(ids) {
  return ids.map(id => h('code', {class: 'trace'}, id));
}
