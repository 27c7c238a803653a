// Elements. Whatever comes from data becomes text, never markup: there is no way in here to insert any.

const SVG = 'http://www.w3.org/2000/svg';

/** An element: attributes, listeners (`onclick`), `class`, `key` (keeps the focus when it is drawn again); children are nodes or texts. */
export function h(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** An element of a drawing. */
export function s(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (name === 'key') {
      element.dataset.key = value;
    } else if (name === 'href') {
      element.setAttribute('href', safe(value));
    } else {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  add(element, children);
  return element;
}

function add(element, children) {
  for (const child of children) {
    if (Array.isArray(child)) {
      add(element, child);
    } else if (child !== null && child !== undefined && child !== false) {
      element.append(child);
    }
  }
}

/** Links go to pages only: an address of data may be no script. */
function safe(address) {
  try {
    const url = new URL(address, document.baseURI);
    return ['http:', 'https:'].includes(url.protocol) ? address : '#';
  } catch {
    return '#';
  }
}

/**
 * Puts other children in. What a person did to the old ones is done to the new ones that have the same key: the focus, what was opened, how far
 * a table was moved.
 */
export function replace(container, ...children) {
  const active = document.activeElement;
  const focused = container.contains(active) ? active.closest('[data-key]')?.dataset.key : undefined;
  const open = keysOf(container, 'details[open] > summary[data-key]');
  const moved = new Map([...container.querySelectorAll('.scroll[data-key]')].map(one => [one.dataset.key, one.scrollLeft]));
  const nodes = document.createDocumentFragment();
  add(nodes, children);
  container.replaceChildren(nodes);
  open.forEach(key => {
    const summary = container.querySelector(byKey(key));
    if (summary) {
      summary.parentElement.open = true;
    }
  });
  moved.forEach((left, key) => {
    const scroll = left && container.querySelector(byKey(key));
    if (scroll) {
      scroll.scrollLeft = left;
    }
  });
  if (focused !== undefined) {
    container.querySelector(byKey(focused))?.focus({preventScroll: true});
  }
}

const byKey = key => `[data-key="${CSS.escape(key)}"]`;
const keysOf = (container, selector) => [...container.querySelectorAll(selector)].map(one => one.dataset.key);

/** A drawing of one path, in the colour of the text around it. */
export function icon(path, size = 16) {
  return s('svg', {viewBox: '0 0 16 16', width: size, height: size, 'aria-hidden': 'true', class: 'icon'}, s('path', {d: path}));
}

export const ICONS = {
  ok: 'M3 8.5l3.2 3.2L13 4.8',
  bad: 'M8 2.2v7M8 12.6v.6',
  watch: 'M8 2.2v7M8 12.6v.6',
  unknown: 'M5.3 5.6a2.7 2.7 0 1 1 3.9 2.4c-.8.4-1.2.9-1.2 1.7M8 12.8v.4',
  close: 'M4 4l8 8M12 4l-8 8',
  sun: 'M8 5.2a2.8 2.8 0 1 0 0 5.6a2.8 2.8 0 1 0 0-5.6M8 1v1.4M8 13.6V15M1 8h1.4M13.6 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1',
  moon: 'M13 9.6A5.6 5.6 0 0 1 6.4 3 5.6 5.6 0 1 0 13 9.6z',
  lock: 'M4.2 7.2h7.6v6H4.2zM5.6 7.2V5a2.4 2.4 0 0 1 4.8 0v2.2',
  leave: 'M6.5 2.8H3v10.4h3.5M7 8h6.2M10.6 5.2L13.4 8l-2.8 2.8',
  wall: 'M1.8 3h12.4v8.2H1.8zM6 13.8h4',
  pulse: 'M1.5 8.5h3l1.6-4.6 2.9 8.4 1.7-3.8h3.8',
};

/** A panel that says why nothing is in it. */
export function empty(title, text) {
  return h('div', {class: 'empty'}, h('p', {class: 'empty-title'}, title), text && h('p', {}, text));
}

/** Grey bars where figures will be. */
export function skeleton(lines = 3) {
  return h('div', {class: 'skeleton', 'aria-hidden': 'true'}, Array.from({length: lines}, () => h('span', {})));
}

/** What went wrong, as the API told it. */
export function trouble(error) {
  const denied = error.status === 403;
  return h('div', {class: 'empty ' + (denied ? 'denied' : 'trouble')},
    h('p', {class: 'empty-title'}, denied && icon(ICONS.lock, 14), error.title ?? 'This could not be asked'),
    h('p', {}, error.message),
    error.advice && h('p', {}, error.advice));
}

/** A framed part of a page. */
export function panel(title, {note, action, id, wide} = {}, ...children) {
  const name = id ?? 'panel-' + title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return h('section', {class: 'panel' + (wide ? ' wide' : ''), 'aria-labelledby': name},
    h('div', {class: 'panel-head'}, h('h2', {id: name}, title), note && h('span', {class: 'panel-note'}, note), action),
    children);
}
