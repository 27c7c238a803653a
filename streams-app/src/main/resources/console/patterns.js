// What keeps going wrong: what is new first, then what came back, what surges.

import {link, matches, tag} from './controls.js';
import {address} from './data.js';
import {empty, h, panel, replace, skeleton, trouble} from './dom.js';
import {lasting, moment, short, some} from './format.js';
import {traces, tracesOf} from './traces.js';

const WORDS = {
  NEW: ['new', 'bad'], REGRESSED: ['came back', 'bad'], SURGING: ['surging', 'watch'],
  RECURRING: ['recurring', ''], RARE: ['rare', ''], QUIET: ['quiet', ''],
};

/** A list of patterns. */
export function patternList(patterns, now) {
  return h('ul', {class: 'patterns', 'data-list': true}, patterns.map(pattern => {
    const [word, kind] = WORDS[pattern.state] ?? [pattern.state.toLowerCase(), ''];
    return h('li', {class: 'pattern'},
      tag(word, kind),
      h('div', {class: 'pattern-words'},
        h('details', {}, h('summary', {'data-item': true, key: 'pattern-' + pattern.id}, template(pattern.template)), more(pattern)),
        h('p', {class: 'sub'}, pattern.api ? link({view: 'apis', api: pattern.api}, {}, pattern.api) : h('span', {}, 'no API'),
          pattern.kind === 'TICKET' && tag('tickets'),
          h('span', {}, 'first seen ' + moment(Date.parse(pattern.firstSeen), now)),
          h('span', {}, 'last ' + lasting(now - Date.parse(pattern.lastSeen)) + ' ago'))),
      h('dl', {class: 'pattern-figures'},
        h('div', {}, h('dt', {}, `last ${lasting(pattern.windowSeconds * 1000)}`), h('dd', {}, short(pattern.recent))),
        h('div', {}, h('dt', {}, 'usual'), h('dd', {}, short(pattern.usual))),
        h('div', {}, h('dt', {}, 'in all'), h('dd', {}, short(pattern.total)))));
  }));
}

/** The template with its gaps set apart. */
function template(text) {
  return h('code', {class: 'template'}, text.split('<*>').flatMap((part, i) => (i ? [h('span', {class: 'hole'}, '⋯'), part] : [part])));
}

function more(pattern) {
  const line = (label, values) => values?.length > 0 && [h('dt', {}, label), h('dd', {}, values.join(', '))];
  return h('dl', {class: 'pairs'},
    line('why', [pattern.reason]), line('routes', pattern.routes), line('versions', pattern.versions), line('error codes', pattern.errorCodes),
    line('statuses', pattern.statuses), line('consumers', pattern.consumers ? ['about ' + short(pattern.consumers)] : []),
    line('tickets', pattern.tickets), line('sample', pattern.sample ? [pattern.sample] : []),
    pattern.traceIds?.length > 0 && [h('dt', {}, 'traces'), h('dd', {}, traces(tracesOf([pattern])))]);
}

/** The page. */
export function patternPage() {
  const place = h('div', {class: 'stack'});
  replace(place, panel('Patterns of messages', {}, skeleton(8)));
  return {
    node: h('div', {class: 'page'}, h('h1', {class: 'sr'}, 'Patterns'), place),
    needs: state => ({patterns: address('/api/v1/patterns', {api: state.api})}),
    update(answers, {state, now}) {
      const {data, error} = answers.patterns ?? {};
      if (!data) {
        replace(place, panel('Patterns of messages', {}, error ? trouble(error) : skeleton(8)));
        return;
      }
      const all = data.patterns.filter(pattern => matches(state, pattern.api, pattern.template, pattern.id, pattern.reason));
      const news = all.filter(pattern => WORDS[pattern.state]?.[1]);
      const rest = all.filter(pattern => !WORDS[pattern.state]?.[1]);
      replace(place,
        panel('New, back and surging', {note: some(news.length, 'pattern')}, news.length ? patternList(news, now) : empty('Nothing new goes wrong', 'The first sight of a message that was never seen stands here, however rare it is.')),
        rest.length > 0 && panel('Known', {note: some(rest.length, 'pattern')}, patternList(rest.slice(0, 200), now)));
    },
  };
}
