// Runbooks are Markdown; the little of it that they use, as elements.

import {h} from './dom.js';

/** Paragraphs, headings, lists and blocks of code. */
export function prose(text) {
  const parts = [];
  for (const block of text.replace(/\r/g, '').split(/\n{2,}/)) {
    if (/^```/.test(block)) {
      parts.push(h('pre', {tabindex: '0'}, block.replace(/^```\w*\n?|\n?```\s*$/g, '')));
    } else if (/^#{1,4} /.test(block)) {
      parts.push(h('h4', {}, block.replace(/^#+ /, '')));
    } else if (/^(\*|-|\d+\.) /.test(block)) {
      const items = block.split(/\n(?=(?:\*|-|\d+\.) )/);
      parts.push(h(/^\d/.test(block) ? 'ol' : 'ul', {}, items.map(item => h('li', {}, inline(item.replace(/^(\*|-|\d+\.) /, ''))))));
    } else {
      parts.push(h('p', {}, inline(block)));
    }
  }
  return h('div', {class: 'prose'}, parts);
}

/** Code in a line; of links only the words, since their pages are not served. */
function inline(text) {
  return text.replace(/\s*\n\s*/g, ' ').replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .split(/(`[^`]+`)/).map(part => (part.startsWith('`') ? h('code', {}, part.slice(1, -1)) : part));
}
