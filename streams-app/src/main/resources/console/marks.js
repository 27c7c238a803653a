// What people say of an alert: acknowledge, false alarm, maintenance; and taking it back.

import {address, remove, send} from './data.js';
import {h, replace} from './dom.js';
import {lasting, moment} from './format.js';

const NAME = 'hypercare.name';
const WORDS = {acknowledged: 'is on it', 'false-alarm': 'says it is a false alarm', maintenance: 'set a maintenance window', fixed: 'says it is fixed', note: 'noted'};

/** The form and the list. `asked()` fetches again. */
export function marks(asked) {
  const by = h('input', {id: 'mark-by', autocomplete: 'name', required: true, maxlength: '80'});
  const note = h('input', {id: 'mark-note', maxlength: '300', autocomplete: 'off'});
  const long = h('select', {id: 'mark-for', 'aria-label': 'Length of the maintenance'}, [['30m', '30 minutes'], ['1h', '1 hour'], ['2h', '2 hours'], ['4h', '4 hours'], ['8h', '8 hours'], ['1d', '1 day']]
    .map(([value, text]) => h('option', {value, selected: value === '2h'}, text)));
  const told = h('p', {class: 'told', role: 'status'});
  const list = h('ul', {class: 'marks'});
  let alert = null;
  try {
    by.value = localStorage.getItem(NAME) ?? '';
  } catch {
    // A browser that keeps nothing asks for the name each time.
  }

  const button = (text, kind, title, cls = '') => h('button', {type: 'button', class: 'button ' + cls, title, 'data-kind': kind, onclick: () => make(kind)}, text);
  const form = h('form', {class: 'mark-form', onsubmit: event => event.preventDefault()},
    h('div', {class: 'fields'},
      h('label', {for: 'mark-by'}, 'Your name', by),
      h('label', {for: 'mark-note'}, 'Note (optional)', note)),
    h('div', {class: 'buttons'},
      button('Acknowledge', 'acknowledged', 'It fires on; everybody sees that you are on it', 'primary'),
      button('False alarm', 'false-alarm', 'Nobody is told any more of this alert until it has ended'),
      h('span', {class: 'joined'}, button('Maintenance', 'maintenance', 'Nobody is told of alerts of this API for that long'), long)),
    told);

  async function make(kind) {
    if (!by.value.trim()) {
      say('Say who you are: the others see it.', true);
      by.focus();
      return;
    }
    localStorage.setItem(NAME, by.value.trim());
    const body = {kind, by: by.value.trim(), ...(note.value.trim() && {note: note.value.trim()})};
    if (kind === 'maintenance') {
      Object.assign(body, {for: long.value}, alert.labels?.api ? {selector: {api: alert.labels.api}} : {fingerprint: alert.fingerprint});
    } else {
      body.fingerprint = alert.fingerprint;
    }
    await work(() => send('/api/v1/marks', body), kind === 'maintenance' ? `Nobody is told for ${long.selectedOptions[0].textContent}.` : 'Noted. It shows within seconds.');
    note.value = '';
  }

  async function work(action, done) {
    form.classList.add('busy');
    say('Sending …');
    try {
      await action();
      say(done);
      asked();
    } catch (e) {
      say(`That did not work: ${e.message}`, true);
    } finally {
      form.classList.remove('busy');
    }
  }

  function say(text, bad = false) {
    told.classList.toggle('hot', bad);
    replace(told, text);
  }

  function update(answer, shown, now) {
    alert = shown;
    const mine = (answer?.data?.marks ?? []).filter(mark => about(mark, shown));
    replace(list, mine.map(mark => h('li', {},
      h('span', {}, h('b', {}, mark.by), ' ', WORDS[mark.kind] ?? mark.kind, mark.to ? ` until ${moment(Date.parse(mark.to), now)}` : '', mark.note ? `: ${mark.note}` : ''),
      h('span', {class: 'sub'}, `${lasting(now - Date.parse(mark.madeAt))} ago`,
        h('button', {type: 'button', class: 'action', key: 'back-' + mark.id, onclick: () => work(() => remove('/api/v1/marks/' + encodeURIComponent(mark.id)), 'Taken back.')}, 'take back')))));
  }

  return {form, list, update, needs: () => ({marks: address('/api/v1/marks')})};
}

/** Whether a mark is about an alert: by its fingerprint, or by labels it has. */
function about(mark, alert) {
  const labels = Object.entries(mark.selector ?? {});
  return mark.fingerprint === alert.fingerprint
    || (!mark.fingerprint && labels.length > 0 && labels.every(([name, value]) => (name === 'rule' ? alert.rule : alert.labels?.[name]) === value));
}
