// The door: asks for a token where the server wants one, and says what is wrong with the one that was given.

import {ICONS, h, icon, replace} from './dom.js';
import {session, signIn, signedIn} from './session.js';

/** The door. `entered` is told when another token was given. */
export function door(entered) {
  const input = h('input', {id: 'token', type: 'password', autocomplete: 'off', spellcheck: 'false', required: true, 'aria-describedby': 'token-help'});
  const told = h('div', {class: 'door-told', role: 'alert'});
  const title = h('h1', {id: 'door-title'}, 'Sign in');
  const form = h('form', {class: 'door-form', onsubmit: event => {
    event.preventDefault();
    // A token that is copied from a terminal has a line break.
    const token = input.value.trim();
    if (!/^[\x21-\x7e]+$/.test(token)) {
      tell('A token is one word, such as hct_…', 'It was shown once, when it was made.');
      input.focus();
      return;
    }
    input.value = '';
    replace(told);
    signIn(token);
    entered();
  }},
    h('label', {for: 'token'}, 'Access token', input),
    h('p', {id: 'token-help', class: 'sub'}, 'It is kept in this tab until you close it. Whoever runs Hypercare makes one: ', h('code', {}, 'hypercare token create')),
    h('button', {class: 'button primary'}, 'Sign in'));
  const dialog = h('dialog', {id: 'door', class: 'help door', 'aria-labelledby': 'door-title'},
    h('div', {class: 'door-sign'}, icon(ICONS.lock, 22)), title, told, form);
  // Behind it is nothing to see: it closes by a good token only.
  let needed = false;
  dialog.addEventListener('cancel', event => event.preventDefault());
  dialog.addEventListener('keydown', event => {
    if (event.key === 'Escape') {
      event.preventDefault();
    }
  });
  dialog.addEventListener('close', () => {
    if (needed) {
      dialog.showModal();
    }
  });
  document.body.append(dialog);

  function tell(what, more) {
    replace(told, h('p', {class: 'door-what'}, what), more && h('p', {}, more));
  }

  /** Shows it, or takes it away, by what was answered. */
  function update(answers) {
    const refusals = Object.values(answers).map(answer => answer.error).filter(error => error?.session === session());
    const unknown = refusals.find(error => error.status === 401);
    const all = Object.values(answers);
    // The health is told to everybody who may see anything at all.
    const refused = refusals.find(error => error.status === 403 && error === answers.health?.error);
    if (!unknown && !refused) {
      if (dialog.open && all.some(answer => !answer.error)) {
        needed = false;
        dialog.close();
        replace(told);
      }
      return;
    }
    title.textContent = refused ? 'Not allowed' : 'Sign in';
    if (refused) {
      tell('You are signed in, but may see nothing here.', refused.message);
    } else if (signedIn()) {
      tell('This token is not accepted.', unknown.message);
    }
    signIn('');
    needed = true;
    if (!dialog.open) {
      dialog.showModal();
      input.focus();
    }
  }

  return {update, isOpen: () => dialog.open};
}
