// When money comes and goes, and what it is worth. Mirrors planning/calculations/plans: cash.py and returns.py.
import { ONE, over, root, times } from "./plan-fixed.js";

const DAYS_A_MONTH = 30;
const LOWEST = 1n;
const HIGHEST = 10_001n * ONE;

export const NO_RATE = {
  noSignChange: "The cash flows never change sign, so there is no rate of return.",
  notUnique: "The cash flows change sign more than once, so more than one rate fits. MIRR is shown instead.",
  outOfReach: "No rate between -100 % and 1,000,000 % a month fits.",
};

// The series as it is paid so many days later; what falls after the end is left open.
export function delayed(series, days) {
  const months = Math.floor(days / DAYS_A_MONTH);
  const late = over(BigInt(days % DAYS_A_MONTH), BigInt(DAYS_A_MONTH));
  return series.map((_, month) => {
    const near = month - months;
    const onTime = near >= 0 ? times(series[near], ONE - late) : 0n;
    return onTime + (near >= 1 ? times(series[near - 1], late) : 0n);
  });
}

export function cumulative(flows) {
  let held = 0n;
  return flows.map((flow) => (held += flow));
}

export function funding(cash) {
  const lowest = cash.reduce((low, held) => (held < low ? held : low));
  return { need: lowest < 0n ? -lowest : 0n, month: lowest < 0n ? cash.indexOf(lowest) : 0 };
}

// 0 when no money had to be found, null when it does not come back in time.
export function paybackMonth(cash) {
  const need = cash.findIndex((held) => held < 0n);
  if (need < 0) return 0;
  const month = cash.findIndex((held, at) => at > need && held >= 0n);
  return month < 0 ? null : month;
}

// The first month from which cash is never below zero again; null when it is so at the end.
export function keptMonth(cash) {
  const lastNeed = cash.findLastIndex((held) => held < 0n);
  return lastNeed + 1 < cash.length ? lastNeed + 1 : null;
}

export function firstPositiveMonth(ebit) {
  const month = ebit.findIndex((profit) => profit > 0n);
  return month < 0 ? null : month + 1;
}

export function breakEvenMonth(ebit) {
  const lastLoss = ebit.findLastIndex((profit) => profit < 0n) + 1;
  return lastLoss < ebit.length ? lastLoss + 1 : null;
}

export const monthlyRate = (yearly) => root(ONE + yearly, 12) - ONE;

function yearlyRate(rate) {
  let factor = ONE;
  for (let month = 0; month < 12; month += 1) factor = times(factor, ONE + rate);
  return factor - ONE;
}

export function netPresentValue(flows, yearly) {
  const step = ONE + monthlyRate(yearly);
  return flows.reduceRight((value, flow) => over(value, step) + flow, 0n);
}

export function internalRate(flows) {
  const changes = signChanges(flows);
  if (changes !== 1) return without(changes ? NO_RATE.notUnique : NO_RATE.noSignChange);
  const ended = flows.slice(0, flows.findLastIndex((flow) => flow !== 0n) + 1);
  const sign = worth(ended, HIGHEST) > 0n ? 1n : -1n;
  if (sign * worth(ended, LOWEST) >= 0n) return without(NO_RATE.outOfReach);
  let [low, high] = [LOWEST, HIGHEST];
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (sign * worth(ended, middle) < 0n) low = middle;
    else high = middle;
  }
  return { monthly: high - ONE, yearly: yearlyRate(high - ONE), reason: "" };
}

// MIRR: money found and money earned both at the same yearly rate.
export function modifiedRate(flows, yearly) {
  const step = ONE + monthlyRate(yearly);
  const spent = flows.reduceRight((sum, flow) => over(sum, step) - (flow < 0n ? flow : 0n), 0n);
  const earned = flows.reduce((sum, flow) => times(sum, step) + (flow > 0n ? flow : 0n), 0n);
  if (!spent || !earned) return without(NO_RATE.noSignChange);
  const monthly = root(over(earned, spent), flows.length - 1) - ONE;
  return { monthly, yearly: yearlyRate(monthly), reason: "" };
}

const without = (reason) => ({ monthly: null, yearly: null, reason });
const worth = (flows, factor) => flows.reduce((value, flow) => times(value, factor) + flow, 0n);

function signChanges(flows) {
  const signs = flows.filter((flow) => flow !== 0n).map((flow) => flow > 0n);
  return signs.slice(1).filter((sign, at) => sign !== signs[at]).length;
}
