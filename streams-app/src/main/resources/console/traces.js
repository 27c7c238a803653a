// Traces: links to the tracing UI where the configuration tells one, else ids to copy.

import {h} from './dom.js';

/** The traces of patterns as [id, address or nothing], each once. */
export function tracesOf(patterns) {
  return [...new Map(patterns.flatMap(pattern => (pattern.traceIds ?? []).map((id, i) => [id, pattern.traceUrls?.[i]])))];
}

export function traces(list) {
  return list.map(([id, url]) => h('code', {class: 'trace'}, /^https?:/.test(url ?? '') ? h('a', {href: url, rel: 'noopener noreferrer', target: '_blank'}, id) : id));
}
