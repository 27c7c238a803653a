// Lines by time, with what happened on the same axis: alerts as bands, tickets as marks, deployments as flags, grey what is not known yet.

import uPlot from './uplot.js';
import {h, replace} from './dom.js';
import {clock, moment, NONE} from './format.js';

/** Room beside the drawing, pixels: the same for all, so that the same instant stands above itself. */
export const LEFT = 58;
export const RIGHT = 10;

/** A colour of the present theme. */
export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
}

/** Pixels. */
export const chartHeight = () => Number(colour('chart-height'));

const charts = new Set();

/** Draws all again: the theme has changed. */
export function recolour() {
  charts.forEach(one => one.rebuild());
}

/** Texts of the time axis: as many parts as the distance asks for. */
export function timeTexts(splits, seconds) {
  return splits.map(at => {
    const date = new Date(at * 1000);
    const midnight = date.getHours() === 0 && date.getMinutes() === 0 && date.getSeconds() === 0;
    return seconds >= 86400 || midnight
      ? date.toLocaleDateString('en', {day: 'numeric', month: 'short'})
      : clock(date, seconds < 60);
  });
}

/**
 * A chart. `lines`: {key, label, colour, fill, width, dash}; `format` shows a value, `log` makes ratios equally high; `onspan(from, to)` is told what was drawn over with the
 * pointer, `onpick(at)` where was clicked, milliseconds.
 */
export function chart({title, id, lines, format, log = false, onspan, onpick}) {
  const values = lines.map(() => h('span', {class: 'legend-value'}, NONE));
  const when = h('span', {class: 'legend-when'});
  const place = h('div', {class: 'chart-place', 'aria-hidden': 'true'});
  const summary = h('p', {class: 'sr'});
  const pole = h('div', {class: 'flags'});
  const node = h('figure', {class: 'chart', 'aria-labelledby': id},
    h('figcaption', {class: 'chart-head'},
      h('h2', {id}, title), when,
      h('span', {class: 'legend'}, lines.map((line, i) => h('span', {class: 'legend-item'},
        h('i', {class: 'swatch swatch-' + line.colour + (line.dash ? ' dashed' : '')}), line.label, values[i])))),
    h('div', {class: 'chart-stand'}, place, pole), summary);
  let plot = null;
  let shown = null;

  function show(index) {
    const data = shown?.data;
    const last = data ? data[0].length - 1 : -1;
    const at = index ?? last;
    values.forEach((value, i) => value.replaceChildren(at >= 0 ? format(data[i + 1][at]) : NONE));
    when.replaceChildren(index === null || index === undefined || at < 0 ? '' : moment(data[0][at] * 1000));
  }

  function build() {
    plot?.destroy();
    plot = null;
    const width = place.clientWidth;
    const height = chartHeight();
    if (!shown || width < 40) {
      return;
    }
    const grid = {stroke: colour('grid'), width: 1};
    const axis = {stroke: colour('muted'), font: '11px ' + colour('font'), grid, ticks: {show: false}};
    plot = new uPlot({
      width, height,
      padding: [8, RIGHT, 0, 0],
      legend: {show: false},
      cursor: {
        sync: {key: 'time', setSeries: false},
        drag: {x: true, y: false, setScale: false},
        points: {size: 7, width: 2},
        y: false,
      },
      scales: {
        x: {time: true, range: () => [shown.span.from / 1000, shown.span.to / 1000]},
        y: log
          ? {distr: 3, range: (u, low, high) => (high > 0 ? [Math.max(low, 1e-3) / 1.4, high * 1.4] : [1, 1000])}
          : {range: (u, low, high) => [0, high > 0 ? high * 1.12 : 1]},
      },
      axes: [
        {...axis, size: 26, space: 64, values: (u, splits, i, space, step) => timeTexts(splits, step)},
        {...axis, size: LEFT, space: 34, values: (u, splits) => splits.map(value => format(value)), ...(log && {splits: (u, at, low, high) => decades(low, high), filter: (u, splits) => splits})},
      ],
      series: [{}, ...lines.map(line => ({
        label: line.label,
        stroke: colour(line.colour),
        fill: line.fill ? colour(line.colour + '-soft') : undefined,
        width: line.width ?? 1.5,
        dash: line.dash,
        points: {show: false},
        spanGaps: false,
      }))],
      hooks: {
        drawClear: [u => under(u, shown)],
        draw: [u => over(u, shown)],
        setCursor: [u => show(u.cursor.idx)],
        setSelect: [u => select(u, onspan)],
      },
    }, shown.data, place);
    plot.over.addEventListener('click', () => {
      if (onpick && plot.cursor.left >= 0) {
        onpick(plot.posToVal(plot.cursor.left, 'x') * 1000);
      }
    });
  }

  /** Flags are buttons: what they say is read with the pointer or with the keyboard. */
  function flags() {
    const {from, to} = shown.span;
    const wide = place.clientWidth - LEFT - RIGHT;
    const seen = (shown.events?.flags ?? []).filter(flag => flag.at >= from && flag.at <= to);
    replace(pole, seen.map(flag => {
      const share = (flag.at - from) / (to - from);
      const one = h('button', {
        type: 'button', key: 'flag-' + id + flag.id, class: 'flag' + (flag.failed ? ' failed' : '') + (share > .6 ? ' leftward' : ''), 'aria-label': flag.text},
      h('span', {class: 'flag-text', 'aria-hidden': 'true'}, flag.text));
      one.style.left = LEFT + share * wide + 'px';
      return one;
    }));
  }

  function update(next) {
    shown = next;
    if (plot) {
      plot.setData(next.data);
    } else {
      build();
    }
    show(null);
    summary.replaceChildren(spoken(lines, next.data, format));
    flags();
  }

  new ResizeObserver(() => {
    if (!plot) {
      build();
      if (shown) {
        flags();
      }
    } else if (place.clientWidth > 40 && (place.clientWidth !== plot.width || chartHeight() !== plot.height)) {
      plot.setSize({width: place.clientWidth, height: chartHeight()});
      flags();
    }
  }).observe(place);
  const self = {node, update, rebuild: build, forget: () => {
    charts.delete(self);
    plot?.destroy();
  }};
  charts.add(self);
  return self;
}

/** Round numbers a decade apart; where those are few, those between as well. */
function decades(low, high) {
  const tens = [];
  for (let power = Math.ceil(Math.log10(low) - 1); 10 ** power <= high; power++) {
    tens.push(10 ** power);
  }
  const inside = steps => tens.flatMap(ten => steps.map(step => ten * step)).filter(value => value >= low && value <= high);
  return inside([1]).length > 2 ? inside([1]) : inside([1, 3]).length > 2 ? inside([1, 3]) : inside([1, 2, 5]);
}

/** What the picture shows, for those who listen. */
function spoken(lines, data, format) {
  return lines.map((line, i) => {
    let highest = -1;
    data[i + 1].forEach((value, at) => {
      if (value !== null && (highest < 0 || value > data[i + 1][highest])) {
        highest = at;
      }
    });
    return highest < 0 ? `${line.label}: not measured.`
      : `${line.label}: ${format(data[i + 1].at(-1))} at the end, highest ${format(data[i + 1][highest])} at ${clock(data[0][highest] * 1000, false)}.`;
  }).join(' ');
}

function select(u, onspan) {
  const {left, width} = u.select;
  if (width > 4 && onspan) {
    const from = u.posToVal(left, 'x') * 1000;
    const to = u.posToVal(left + width, 'x') * 1000;
    u.setSelect({left: 0, top: 0, width: 0, height: 0}, false);
    onspan(from, to);
  }
}

const x = (u, millis) => Math.max(u.bbox.left, Math.min(u.bbox.left + u.bbox.width, u.valToPos(millis / 1000, 'x', true)));

/** Below the lines: bands of alerts, and what is not known yet. */
function under(u, {span, asOf, events}) {
  const {ctx, bbox} = u;
  ctx.save();
  for (const band of events?.bands ?? []) {
    const from = x(u, band.from);
    const to = Math.max(from + devicePixelRatio * 2, x(u, band.to));
    if (band.to < span.from || band.from > span.to) {
      continue;
    }
    // What has ended is paler than what lasts.
    ctx.globalAlpha = band.ended ? 0.55 : 1;
    ctx.fillStyle = colour(band.level + '-band');
    ctx.fillRect(from, bbox.top, to - from, bbox.height);
  }
  ctx.globalAlpha = 1;
  if (asOf && span.to > asOf) {
    ctx.fillStyle = colour('unknown-band');
    ctx.fillRect(x(u, asOf), bbox.top, bbox.left + bbox.width - x(u, asOf), bbox.height);
  }
  ctx.restore();
}

/** Above the lines: where alerts last, tickets. */
function over(u, {span, events}) {
  const {ctx, bbox} = u;
  const unit = devicePixelRatio;
  ctx.save();
  for (const band of events?.bands ?? []) {
    if (band.from <= span.to && band.to >= span.from) {
      ctx.fillStyle = colour(band.level);
      ctx.fillRect(x(u, band.from), bbox.top, Math.max(2 * unit, x(u, band.to) - x(u, band.from)), 3 * unit);
    }
  }
  for (const point of events?.points ?? []) {
    if (point.at < span.from || point.at > span.to) {
      continue;
    }
    const at = x(u, point.at);
    ctx.strokeStyle = ctx.fillStyle = colour('ticket');
    ctx.lineWidth = unit;
    ctx.setLineDash([3 * unit, 3 * unit]);
    ctx.beginPath();
    ctx.moveTo(at, bbox.top);
    ctx.lineTo(at, bbox.top + bbox.height);
    ctx.stroke();
    ctx.setLineDash([]);
    const foot = bbox.top + bbox.height;
    ctx.beginPath();
    ctx.moveTo(at - 4 * unit, foot);
    ctx.lineTo(at + 4 * unit, foot);
    ctx.lineTo(at, foot - 6 * unit);
    ctx.fill();
  }
  ctx.restore();
}
