// What the server tells as it happens: Server-Sent Events, read with fetch, which shows the token as every other question does.

import {proof, session} from './session.js';

/** A server that is there says something every 10 s. */
const SILENCE = 25e3;
const LONGEST_WAIT = 30e3;

/**
 * Follows one address. `told()` is called when there is something new, and when the stream broke: then nothing is known, and who wants to know
 * has to ask. One stream for a page that is looked at: browsers open six connections to a server, for all of its tabs together.
 */
export function live(told) {
  let followed = '';
  let asked = -1;
  let running = null;
  let known = null;
  let failures = 0;
  let timer = 0;

  function stop() {
    clearTimeout(timer);
    timer = 0;
    running?.abort();
    running = known = null;
    followed = '';
  }

  /** Begins, or begins anew where the question or who asks is another one. */
  function follow(url) {
    if (document.hidden || (followed === url.href && asked === session())) {
      return;
    }
    stop();
    followed = url.href;
    asked = session();
    failures = 0;
    read();
  }

  async function read() {
    const mine = new AbortController();
    running = mine;
    let silence = 0;
    const heard = () => {
      clearTimeout(silence);
      silence = setTimeout(() => mine.abort(), SILENCE);
    };
    try {
      heard();
      const response = await fetch(followed, {headers: {Accept: 'text/event-stream', ...proof()}, cache: 'no-store', signal: mine.signal});
      if (response.ok && response.headers.get('Content-Type')?.startsWith('text/event-stream')) {
        await events(response.body.pipeThrough(new TextDecoderStream()).getReader(), heard, mine);
      } else {
        mine.abort();
      }
    } catch {
      // It broke; it is tried again below.
    } finally {
      clearTimeout(silence);
    }
    if (running === mine) {
      broke();
    }
  }

  async function events(reader, heard, mine) {
    let rest = '';
    for (;;) {
      const {done, value} = await reader.read();
      if (done || running !== mine) {
        return;
      }
      heard();
      const whole = (rest + value).split('\n\n');
      rest = whole.pop();
      whole.forEach(take);
    }
  }

  function take(text) {
    const fields = Object.fromEntries(text.split('\n').filter(line => !line.startsWith(':')).map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trimStart()]));
    if (fields.event === 'answer') {
      failures = 0;
      known = {url: followed, data: JSON.parse(fields.data)};
      told();
    } else if (fields.event) {
      // Why it cannot be told is found out by asking.
      known = null;
      told();
    }
  }

  function broke() {
    running = null;
    const was = known;
    known = null;
    failures++;
    timer = setTimeout(read, Math.min(LONGEST_WAIT, 1000 * 2 ** Math.min(failures, 5)) * (0.8 + 0.4 * Math.random()));
    if (was) {
      told();
    }
  }

  document.addEventListener('visibilitychange', () => document.hidden && stop());

  return {follow, known: url => (known?.url === url.href && asked === session() ? known.data : null)};
}
