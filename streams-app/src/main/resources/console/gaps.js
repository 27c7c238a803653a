// Where alerts and what people meet do not agree.

import {link, matches, tag} from './controls.js';
import {address} from './data.js';
import {empty, h, panel, replace, skeleton, trouble} from './dom.js';
import {evidence, lasting, moment, some} from './format.js';

/** The page. */
export function gapsPage() {
  const place = h('div', {class: 'stack'});
  replace(place, panel('Gaps', {}, skeleton(5)));
  return {
    node: h('div', {class: 'page'}, h('h1', {class: 'sr'}, 'Gaps'), place),
    needs: state => ({gaps: address('/api/v1/gaps', {api: state.api})}),
    update(answers, {state, now}) {
      const {data, error} = answers.gaps ?? {};
      if (!data) {
        replace(place, panel('Gaps', {}, error ? trouble(error) : skeleton(5)));
        return;
      }
      const list = data.gaps.filter(gap => matches(state, gap.api, gap.summary, gap.reason));
      const part = (title, kind, none) => {
        const mine = list.filter(gap => gap.kind === kind);
        return panel(title, {note: some(mine.length, 'gap')}, mine.length ? h('ul', {class: 'alerts', 'data-list': true}, mine.map(gap => row(gap, now))) : empty(...none));
      };
      replace(place,
        part('It rises, and no alert fires', 'NO_ALERT', ['Everything that rises has an alert', 'A message or a subject of tickets that rises while no alert of its API fires stands here.']),
        part('It fired, and nobody took note', 'NO_REPORT', ['Every alert was taken note of', 'An alert that nobody acknowledged, marked or opened a ticket for is perhaps noise; it stands here after a day.']));
    },
  };
}

function row(gap, now) {
  return h('li', {class: 'alert-row'},
    tag(gap.kind === 'NO_ALERT' ? 'no alert' : 'no report', gap.kind === 'NO_ALERT' ? 'bad' : 'watch'),
    h('div', {class: 'alert-words'},
      h('p', {class: 'row-title'}, gap.summary),
      h('p', {class: 'sub'}, gap.api && link({view: 'apis', api: gap.api}, {'data-item': true, key: 'gap-' + gap.id}, gap.api),
        h('span', {title: moment(Date.parse(gap.since), now)}, `for ${lasting(now - Date.parse(gap.since))}`), gap.tenant && tag(gap.tenant),
        Object.entries(gap.evidence ?? {}).map(([name, value]) => h('span', {}, `${name.replace(/_seconds$/, '').replaceAll('_', ' ')} ${evidence(name, value)}`))),
      h('p', {class: 'sub'}, gap.reason),
      gap.kind === 'NO_REPORT' && link({view: 'now', alert: gap.subject}, {class: 'action'}, 'Show the alert')));
}
