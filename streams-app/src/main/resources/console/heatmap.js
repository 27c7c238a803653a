// How long calls took, by time: each cell is a step and a band of durations, the stronger the more calls.

import {LEFT, RIGHT, chartHeight, colour, timeTexts} from './chart.js';
import {h} from './dom.js';
import {clock, count, millis} from './format.js';

const FOOT = 26;

/** A heat map; `update` takes the answer of /api/v1/heatmap and {from, to}. */
export function heatmap() {
  const canvas = h('canvas', {'aria-hidden': 'true'});
  const told = h('span', {class: 'legend-when'});
  const place = h('div', {class: 'heat-place'}, canvas);
  const summary = h('p', {class: 'sr'});
  const node = h('figure', {class: 'chart', 'aria-labelledby': 'chart-heat'},
    h('figcaption', {class: 'chart-head'}, h('h2', {id: 'chart-heat'}, 'Latency of every call'), told,
      h('span', {class: 'legend', 'aria-hidden': 'true'}, 'few', h('i', {class: 'heat-scale'}), 'many')),
    place, summary);
  let shown = null;

  const draw = () => shown && paint(canvas, place.clientWidth, shown);
  new ResizeObserver(draw).observe(place);
  canvas.addEventListener('pointermove', event => told.replaceChildren(cellAt(canvas, shown, event)));
  canvas.addEventListener('pointerleave', () => told.replaceChildren(''));
  return {
    node,
    rebuild: draw,
    forget: () => {},
    update(answer, span) {
      shown = {answer, span, rows: answer.rows.map(row => ({...row, start: Date.parse(row.from), end: Date.parse(row.to)}))};
      const {latencyMs} = answer.total;
      summary.replaceChildren(`${count(latencyMs.count)} calls were measured: half took up to ${millis(latencyMs.p50)}, one in a hundred more than ${millis(latencyMs.p99)}.`);
      draw();
    },
  };
}

/** Places of instants and durations, in pixels of the page. */
function scales({answer, span}, width) {
  const height = chartHeight();
  const edges = answer.edgesMs;
  const low = Math.log(edges[0] ?? 1);
  const high = Math.log(edges.at(-1) ?? 1000);
  return {
    x: at => LEFT + (at - span.from) / (span.to - span.from) * (width - LEFT - RIGHT),
    y: ms => 8 + (high - Math.log(ms)) / (high - low || 1) * (height - FOOT - 8),
    at: x => span.from + (x - LEFT) / (width - LEFT - RIGHT) * (span.to - span.from),
    ms: y => Math.exp(high - (y - 8) / (height - FOOT - 8) * (high - low)),
  };
}

function paint(canvas, width, shown) {
  if (width < 80) {
    return;
  }
  const unit = devicePixelRatio;
  canvas.width = width * unit;
  canvas.height = chartHeight() * unit;
  const ctx = canvas.getContext('2d');
  ctx.scale(unit, unit);
  const {answer, span, rows} = shown;
  const {x, y} = scales(shown, width);
  const most = Math.max(1, ...rows.flatMap(row => row.bands));
  const ramp = stops();
  for (const row of rows) {
    const from = Math.max(LEFT, x(row.start));
    const to = Math.min(width - RIGHT, x(row.end));
    row.bands.forEach((calls, band) => {
      if (calls > 0 && to > from) {
        const top = y(answer.edgesMs[band + 1]);
        ctx.fillStyle = mix(ramp, Math.sqrt(calls / most));
        ctx.fillRect(from, top, Math.max(1, to - from - (to - from > 6 ? 1 : 0)), y(answer.edgesMs[band]) - top - 0.5);
      }
    });
  }
  labels(ctx, width, shown, y, x, span);
}

function labels(ctx, width, {answer}, y, x, span) {
  const height = chartHeight();
  ctx.fillStyle = colour('muted');
  ctx.strokeStyle = colour('grid');
  ctx.font = '11px ' + colour('font');
  ctx.textAlign = 'right';
  ctx.textBaseline = 'middle';
  const edges = answer.edgesMs;
  for (let decade = -1; decade < 7; decade++) {
    const ms = 10 ** decade;
    if (edges.length && ms >= edges[0] * 0.99 && ms <= edges.at(-1) * 1.01) {
      ctx.fillText(millis(ms).replace(/\.0+ /, ' '), LEFT - 8, Math.max(8, Math.min(height - FOOT - 4, y(ms))));
      ctx.beginPath();
      ctx.moveTo(LEFT, y(ms));
      ctx.lineTo(width - RIGHT, y(ms));
      ctx.stroke();
    }
  }
  ctx.textAlign = 'center';
  ctx.textBaseline = 'alphabetic';
  const step = stepFor((span.to - span.from) / 1000, (width - LEFT - RIGHT) / 64);
  for (let at = Math.ceil(span.from / 1000 / step) * step; at * 1000 <= span.to; at += step) {
    ctx.fillText(timeTexts([at], step)[0], x(at * 1000), height - 7);
  }
}

/** A round number of seconds that gives at most so many labels. */
function stepFor(seconds, most) {
  return [10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800]
    .find(step => seconds / step <= most) ?? 2592000;
}

function stops() {
  return ['heat-1', 'heat-2', 'heat-3', 'heat-4'].map(name => colour(name).match(/\w\w/g).map(pair => parseInt(pair, 16)));
}

function mix(ramp, share) {
  const place = Math.min(0.9999, share) * (ramp.length - 1);
  const at = Math.floor(place);
  const rest = place - at;
  return `rgb(${ramp[at].map((from, i) => Math.round(from + (ramp[at + 1][i] - from) * rest)).join(' ')})`;
}

function cellAt(canvas, shown, event) {
  if (!shown?.answer.edgesMs.length) {
    return '';
  }
  const box = canvas.getBoundingClientRect();
  const {at, ms} = scales(shown, box.width);
  const time = at(event.clientX - box.left);
  const duration = ms(event.clientY - box.top);
  const row = shown.rows.find(one => time >= one.start && time < one.end);
  const band = shown.answer.edgesMs.findIndex((edge, i, edges) => duration >= edge && duration < edges[i + 1]);
  return row && band >= 0
    ? `${clock(row.start)}  ${millis(shown.answer.edgesMs[band])} to ${millis(shown.answer.edgesMs[band + 1])}: ${count(row.bands[band])} calls`
    : '';
}
