// Figures for people: few digits, a unit, never more certain than they are.

const whole = new Intl.NumberFormat('en', {maximumFractionDigits: 0});
export const NONE = '–';

const known = value => value !== null && value !== undefined && !Number.isNaN(value);

/** 1240 becomes 1,240. */
export function count(value) {
  return known(value) ? whole.format(value) : NONE;
}

/** At most four digits: 830, 12.3k, 4.56M. */
export function short(value) {
  if (!known(value)) {
    return NONE;
  }
  const size = Math.abs(value);
  const [by, unit] = size >= 999.5e6 ? [1e9, 'G'] : size >= 999.5e3 ? [1e6, 'M'] : size >= 9999.5 ? [1e3, 'k'] : [1, ''];
  const scaled = value / by;
  return (unit || size >= 100 || Number.isInteger(value)
    ? digits(scaled, unit ? (Math.abs(scaled) < 10 ? 2 : Math.abs(scaled) < 100 ? 1 : 0) : 0)
    : digits(scaled, size < 10 ? 2 : 1)) + unit;
}

function digits(value, most) {
  return new Intl.NumberFormat('en', {maximumFractionDigits: most}).format(value);
}

/** Calls a second. */
export function rate(value) {
  return known(value) ? short(value) + '/s' : NONE;
}

/** A share from 0 to 1 as percent; what is not nothing is not shown as 0, what is not all is not shown as 100. */
export function percent(share) {
  if (!known(share)) {
    return NONE;
  }
  if (share > 0 && share < 0.0001) {
    return '<0.01 %';
  }
  if (share < 1 && share > 0.99) {
    return availability(share);
  }
  const value = share * 100;
  return digits(value, value < 1 ? 2 : value < 10 ? 1 : 0) + ' %';
}

/** 99.9 %, 99.996 %: as many nines as there are, rounded down. */
export function availability(share) {
  if (!known(share)) {
    return NONE;
  }
  if (share >= 1) {
    return '100 %';
  }
  const places = Math.max(2, Math.min(4, Math.floor(-Math.log10(1 - share) + 1e-9) - 1));
  const scale = 10 ** places;
  return (Math.floor(share * 100 * scale + 1e-6) / scale).toFixed(places) + ' %';
}

/** Milliseconds: 830 µs, 23 ms, 1.60 s, 2.1 min. */
export function millis(value) {
  if (!known(value)) {
    return NONE;
  }
  if (value === 0) {
    return '0 ms';
  }
  if (value < 0.9995) {
    return Math.round(value * 1000) + ' µs';
  }
  if (value < 999.5) {
    return (value < 9.95 ? value.toFixed(1) : Math.round(value)) + ' ms';
  }
  return value < 59950 ? (value / 1000).toFixed(value < 9995 ? 2 : 1) + ' s' : (value / 60000).toFixed(1) + ' min';
}

/** A length of time: 4 s, 6 min, 2 h 5 min, 3 d. */
export function lasting(ms) {
  if (!known(ms)) {
    return NONE;
  }
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) {
    return seconds + ' s';
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return minutes + ' min';
  }
  const hours = Math.floor(minutes / 60);
  if (hours < 24) {
    return hours + ' h' + (hours < 10 && minutes % 60 ? ' ' + (minutes % 60) + ' min' : '');
  }
  return Math.floor(hours / 24) + ' d' + (hours < 72 && hours % 24 ? ' ' + (hours % 24) + ' h' : '');
}

/** Millionths of the currency unit. */
export function money(micros) {
  if (!known(micros)) {
    return NONE;
  }
  const value = micros / 1e6;
  return value > 0 && value < 0.01 ? '<0.01' : new Intl.NumberFormat('en', {minimumFractionDigits: 2, maximumFractionDigits: 2}).format(value);
}

const two = number => String(number).padStart(2, '0');

/** The time of day here: 20:14:10, or 20:14. */
export function clock(at, seconds = true) {
  const date = new Date(at);
  return two(date.getHours()) + ':' + two(date.getMinutes()) + (seconds ? ':' + two(date.getSeconds()) : '');
}

/** With the day where it is not today. */
export function moment(at, now = Date.now()) {
  const date = new Date(at);
  const today = new Date(now);
  return date.toDateString() === today.toDateString()
    ? clock(at)
    : date.getFullYear() + '-' + two(date.getMonth() + 1) + '-' + two(date.getDate()) + ' ' + clock(at, false);
}

/** One thing or several: 1 alert, 3 alerts. */
export function some(number, one, many = one + 's') {
  return count(number) + ' ' + (number === 1 ? one : many);
}

/** A figure of evidence by its name: what ends in ratio or share is a share, in _ms a duration, in seconds a length of time. */
export function evidence(name, value) {
  if (/(ratio|share|availability)/.test(name)) {
    return percent(value);
  }
  if (/(^p\d|_ms$|latency|duration)/.test(name)) {
    return millis(value);
  }
  if (/seconds$/.test(name)) {
    return lasting(value * 1000);
  }
  return Number.isInteger(value) ? count(value) : digits(value, Math.abs(value) < 10 ? 3 : 1);
}
