// Exact arithmetic as the server has it (planning/calculations/fixed.py): whole numbers of 10^-18, each product and
// quotient rounded down at once. BigInt division rounds towards zero, so it is floored here.
export const ONE = 10n ** 18n;
export const MONTHS = 36;
export const NOTHING = Object.freeze(Array(MONTHS).fill(0n));
const PLACES = 18;
const MICRO = 10n ** 12n;
const CENT = 10n ** 4n;

export function floored(left, right) {
  const quotient = left / right;
  return left % right !== 0n && left < 0n !== right < 0n ? quotient - 1n : quotient;
}

// A decimal as text, "-12.5", in 10^-18; half up at the 19th decimal. Throws SyntaxError for what is no number.
export function fixed(text) {
  const [, sign, whole, rest = ""] = /^\s*(-?)(\d*)(?:\.(\d*))?\s*$/.exec(text) ?? [];
  if (sign === undefined || !(whole || rest)) throw new SyntaxError(`Not a number: ${text}`);
  const size = BigInt(whole + rest.slice(0, PLACES).padEnd(PLACES, "0")) + (rest[PLACES] >= "5" ? 1n : 0n);
  return sign ? -size : size;
}

// A percentage as a share of one.
export const share = (text) => floored(fixed(text), 100n);
export const times = (left, right) => floored(left * right, ONE);
export const over = (left, right) => floored(left * ONE, right);
export const least = (left, right) => (left < right ? left : right);
export const most = (left, right) => (left > right ? left : right);

// The root of a value that is not negative, by Newton's method on whole numbers.
export function root(value, degree) {
  const radicand = value * ONE ** BigInt(degree - 1);
  if (radicand === 0n) return 0n;
  const bits = radicand.toString(2).length;
  let guess = 1n << BigInt(Math.floor(bits / degree) + 1);
  const n = BigInt(degree);
  for (;;) {
    const better = ((n - 1n) * guess + radicand / guess ** (n - 1n)) / n;
    if (better >= guess) return guess;
    guess = better;
  }
}

// Whole cents, half up and away from zero, after six decimals.
export function cents(value) {
  const size = ((value < 0n ? -value : value) + MICRO / 2n) / MICRO;
  const whole = (size + CENT / 2n) / CENT;
  return value < 0n ? -whole : whole;
}

export const total = (series) => series.reduce((sum, value) => sum + value, 0n);
export const added = (first, ...others) => first.map((value, month) => others.reduce((sum, each) => sum + each[month], value));
export const less = (series, taken) => series.map((value, month) => value - taken[month]);
export const summed = (all) => added(NOTHING, ...all);
// One value for each month, which are numbered from 1.
export const monthly = (work) => Array.from({ length: MONTHS }, (_, index) => work(index + 1));
