// A line as small as a word.

import {s} from './dom.js';

const WIDTH = 72;
const HEIGHT = 24;

/** `values` by time, null where nothing was measured; `kind` names the colour; `top` is the least height of the scale. */
export function spark(values, kind, top = 0) {
  const most = Math.max(top, ...values.filter(value => value !== null)) || 1;
  const x = i => (values.length < 2 ? WIDTH : i / (values.length - 1) * WIDTH);
  const y = value => HEIGHT - 2 - value / most * (HEIGHT - 4);
  let line = '';
  let area = '';
  let open = false;
  values.forEach((value, i) => {
    if (value === null) {
      open = false;
      return;
    }
    const point = x(i).toFixed(1) + ' ' + y(value).toFixed(1);
    line += (open ? 'L' : 'M') + point;
    area += (open ? 'L' : `M${x(i).toFixed(1)} ${HEIGHT}L`) + point;
    if (i === values.length - 1 || values[i + 1] === null) {
      area += `L${x(i).toFixed(1)} ${HEIGHT}Z`;
      line += open ? '' : 'h.01';
    }
    open = true;
  });
  return s('svg', {class: 'spark spark-' + (values.some(value => value > 0) ? kind : 'none'), viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT, 'aria-hidden': 'true', preserveAspectRatio: 'none'},
    s('path', {class: 'spark-area', d: area}), s('path', {class: 'spark-line', d: line}));
}
