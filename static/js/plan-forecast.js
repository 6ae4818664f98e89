// 36 months of profit in the browser: planning/calculations/plans/forecast.py once more, with the same
// whole numbers, so that a preview is what the server will say. `tests/journeys/test_plan_engine.py` compares every cell.
import { NOTHING, ONE, added, fixed, less, monthly, summed, times } from "./plan-fixed.js";
import * as cash from "./plan-cash.js";
import { forecastLine } from "./plan-lines.js";

// The plan as the page carries it: decimals as text become BigInt. Months and days are numbers, words stay words.
export function read(plan) {
  return { lines: plan.lines.map(revived), business: plan.business && revived(plan.business) };
}

function revived(part) {
  if (Array.isArray(part)) return part.map(revived);
  if (typeof part === "string") return fixed(part);
  if (part === null || typeof part !== "object") return part;
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, WORDS.has(name) ? value : revived(value)]));
}

const WORDS = new Set(["key", "mode", "selling", "pricing", "costing", "work", "kind", "frequency"]);

export function forecast(plan) {
  const lines = plan.lines.map(forecastLine);
  const over = (name) => summed(lines.map((line) => line[name]));
  const [productRevenue, servicesRevenue] = [over("revenue"), over("servicesRevenue")];
  const [productMargin, servicesMargin] = [over("productMargin"), over("servicesMargin")];
  const account = {
    lines,
    new: over("new"),
    sales: over("sales"),
    bookings: over("bookings"),
    productRevenue,
    servicesRevenue,
    revenue: added(productRevenue, servicesRevenue),
    productMargin,
    servicesMargin,
    grossProfit: added(productMargin, servicesMargin),
    profit: null,
  };
  return plan.business ? { ...account, profit: profitOf(account, plan.business, over("hours")) } : account;
}

function profitOf(account, business, hours) {
  const due = business.costs.map((cost) => ({ kind: cost.kind, ...forecastCost(cost) }));
  const ofKind = (kind) => summed(due.filter((cost) => cost.kind === kind).map((cost) => cost.amount));
  const peopleCost = summed(business.people.map(costOfPeople));
  const training = added(summed(business.people.map(trainingOf)), ofKind("training"));
  const [marketing, overhead] = [ofKind("marketing"), ofKind("overhead")];
  const funded = summed(due.map((cost) => cost.funded));
  const ebit = less(added(account.grossProfit, funded), added(peopleCost, training, marketing, overhead));
  const flows = [-business.investment, ...cashOf(account, ebit, business)];
  const held = cash.cumulative(flows);
  return {
    peopleCost,
    training,
    marketing,
    overhead,
    funded,
    ebit,
    cash: flows,
    cumulativeCash: held,
    firstPositiveMonth: cash.firstPositiveMonth(ebit),
    breakEvenMonth: cash.breakEvenMonth(ebit),
    paybackMonth: cash.paybackMonth(held),
    keptMonth: cash.keptMonth(held),
    funding: cash.funding(held),
    netPresentValue: cash.netPresentValue(flows, business.discount),
    internalRate: cash.internalRate(flows),
    modifiedRate: cash.modifiedRate(flows, business.discount),
    selling: { asked: account.new, able: able(business.people, "sales", (person) => person.quota) },
    delivery: { asked: hours, able: able(business.people, "delivery", (person) => times(person.hours, person.utilisation)) },
  };
}

// EBIT, moved by the days that customers take and suppliers give.
function cashOf(account, ebit, business) {
  const bought = less(account.productRevenue, account.productMargin);
  const waiting = less(account.revenue, cash.delayed(account.revenue, business.customerDays));
  const owing = less(bought, cash.delayed(bought, business.supplierDays));
  return less(added(ebit, owing), waiting);
}

const isBetween = (of, month) => of.startMonth <= month && (of.endMonth === null || month <= of.endMonth);

function costOfPeople(person) {
  const cost = times(person.heads, person.monthlyCost);
  return monthly((month) => (isBetween(person, month) ? cost : 0n));
}

function trainingOf(person) {
  const cost = times(person.heads, person.training);
  return monthly((month) => (month === person.startMonth ? cost : 0n));
}

function forecastCost(cost) {
  const amount = monthly((month) => (fallsDue(cost, month) ? cost.amount : 0n));
  return { amount, funded: amount.map((due) => times(due, cost.funded)) };
}

function fallsDue(cost, month) {
  if (!isBetween(cost, month)) return false;
  const since = month - cost.startMonth;
  return cost.frequency === "monthly" || (cost.frequency === "yearly" ? since % 12 === 0 : since === 0);
}

// What those who do this work can do; somebody new counts in part, by the ramp.
function able(people, work, each) {
  const productive = (person, month) => {
    if (!isBetween(person, month)) return 0n;
    const ramp = person.ramp.length ? person.ramp : [ONE];
    return times(person.heads, ramp[Math.min(month - person.startMonth, ramp.length - 1)]);
  };
  const doing = people.filter((person) => person.work === work);
  return doing.length ? summed(doing.map((person) => monthly((month) => times(productive(person, month), each(person))))) : NOTHING;
}
