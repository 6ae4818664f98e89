// What a plan comes to, as the page writes it: the server's words and formats (documents/plans/outlook_words.py), so that
// a preview reads as the server's answer will.
import { cents, total } from "./plan-fixed.js";

const MINUS = "\u2212";
const grouped = (size) => size.toString().replace(/\B(?=(\d{3})+$)/g, ",");

// Half up and away from zero.
function divided(value, by) {
  const size = ((value < 0n ? -value : value) + by / 2n) / by;
  return value < 0n ? -size : size;
}

// A whole number of units of 10^-places, with separators and a true minus.
function written(value, places) {
  const size = (value < 0n ? -value : value).toString().padStart(places + 1, "0");
  const whole = grouped(BigInt(size.slice(0, size.length - places)));
  return `${value < 0n ? MINUS : ""}${whole}${places ? `.${size.slice(-places)}` : ""}`;
}

// A whole amount, from its cents.
export const whole = (value) => written(divided(cents(value), 100n), 0);

export function writer({ words, months, symbol, highestRate }) {
  const say = (word, parts = {}) => words[word].replace(/\{(\w+)\}/g, (_, name) => parts[name]);
  const highest = BigInt(highestRate);
  const year = (series, number) => total(series.slice(12 * number - 12, 12 * number));

  function rate(share, decimals = 1) {
    if (share > highest) return words.beyond;
    return `${written(divided(share * 100n, 10n ** BigInt(18 - decimals)), decimals)}%`;
  }

  function money(value) {
    const text = whole(value);
    return text.startsWith(MINUS) ? `${MINUS}${symbol}${text.slice(1)}` : `${symbol}${text}`;
  }

  const years = (series, revenue) =>
    [1, 2, 3].map((number) => [money(year(series, number)), say("earned", { revenue: money(year(revenue, number)) })]);

  function breakEven({ breakEvenMonth: month }) {
    if (month === null) return [words.never, words.still_losing];
    return [months[month - 1], say("no_loss", { month })];
  }

  // Cash can be back before profit lasts, and be gone again.
  function back(month, even, kept) {
    if (kept === null) return say("back_lost", { month });
    if (kept > month) return say("back_again", { month, kept });
    return say(even !== null && even <= month ? "back" : "back_early", { month });
  }

  function payback({ paybackMonth: month, breakEvenMonth: even, keptMonth: kept }) {
    if (month === null) return [words.never, words.still_below];
    if (month === 0) return [words.at_once, words.nothing_found];
    return [months[month - 1], back(month, even, kept)];
  }

  function funding({ funding: { need, month } }) {
    if (!need) return [words.no_need, words.never_below];
    return [money(need), month ? say("lowest", { label: months[month - 1], month }) : words.lowest_before];
  }

  function internalRate({ internalRate: found, modifiedRate: modified }) {
    if (found.yearly !== null) return [say("a_year", { rate: rate(found.yearly) }), say("a_month", { rate: rate(found.monthly, 2) })];
    const isSeveral = found.reason === words.not_unique && modified.yearly !== null;
    return [isSeveral ? say("mirr", { rate: rate(modified.yearly) }) : words.no_rate, found.reason];
  }

  // Value and detail of each figure, in the order of the page.
  function kpis(account, discount) {
    const { profit } = account;
    if (!profit) return years(account.grossProfit, account.revenue);
    const value = [money(profit.netPresentValue), say("discount", { rate: rate(discount) })];
    return [...years(profit.ebit, account.revenue), breakEven(profit), payback(profit), funding(profit), value, internalRate(profit)];
  }

  return { kpis };
}

// The cells of a row, its total last; `by` months a column. Cash begins with month 0, the others with an empty cell.
export function cells(series, { by, isHeld = false, hasStart }) {
  const start = series.length - 36;
  const shown = [];
  for (let first = start; first < series.length; first += by) {
    shown.push(isHeld ? series[first + by - 1] : total(series.slice(first, first + by)));
  }
  const before = hasStart ? [start ? whole(series[0]) : ""] : [];
  return [...before, ...shown.map(whole), whole(isHeld ? series.at(-1) : total(series))];
}

