// What product lines bring, month by month, and a plan seen as another case. Mirrors planning/calculations/plans:
// entries.py, lines.py and scenarios.py. A plan is a tree of plain objects, amounts as BigInt; nothing here changes one.
import { MONTHS, ONE, added, least, less, monthly, most, root, times } from "./plan-fixed.js";

export const AS_PLANNED = Object.freeze({ volume: ONE, price: ONE, margin: 0n, churn: ONE, services: ONE, costs: ONE, delay: 0 });

const known = new WeakMap();

// A line that did not change is the same object, and is not calculated again.
export function forecastLine(line) {
  if (!known.has(line)) known.set(line, calculated(line));
  return known.get(line);
}

export const monthlyChurn = (share, months) => ONE - root(ONE - share, months);

function calculated(line) {
  const units = unitsOf(line.entry);
  const active = remaining(line, units);
  const sales = (line.pricing === "one_time" ? units : active).map((count) => times(count, line.price));
  const margin = sales.map((amount) => times(amount, line.margin));
  const isResale = line.selling === "resale";
  const project = serviceOf(line.project, units);
  const managed = serviceOf(line.managed, active);
  return {
    key: line.key,
    new: units,
    active,
    sales,
    bookings: isResale ? less(sales, margin) : sales,
    revenue: isResale ? sales : margin,
    productMargin: margin,
    servicesRevenue: added(project.revenue, managed.revenue),
    servicesMargin: added(project.margin, managed.margin),
    hours: added(project.hours, managed.hours),
  };
}

export function unitsOf(entry) {
  if (entry.mode === "growth") return grown(entry);
  if (entry.mode === "sample") return monthly((month) => builtUp(entry, month));
  return entry.units;
}

function grown(entry) {
  const months = [];
  let year = entry.base;
  while (months.length < MONTHS) {
    year = year.map((units) => times(units, ONE + entry.growth));
    months.push(...year);
  }
  return months;
}

function builtUp(entry, month) {
  const since = month - entry.firstMonth;
  if (since < 0) return 0n;
  const units = most(0n, entry.start + BigInt(since) * entry.step);
  return entry.most === null ? units : least(entry.most, units);
}

// Churn takes from the units at the start of a month.
function remaining(line, units) {
  const stay = ONE - line.churn;
  let active = line.opening;
  return units.map((count) => (active = times(active, stay) + count));
}

function serviceOf(service, units) {
  const served = units.map((count) => times(count, service.attach));
  const revenue = served.map((count) => times(count, service.fee));
  const hours = served.map((count) => times(count, service.hours));
  const byHours = service.costing === "hours";
  const margin = byHours ? less(revenue, hours.map((spent) => times(spent, service.rate))) : revenue.map((paid) => times(paid, service.margin));
  return { revenue, margin, hours };
}

// The plan with a case's overlay on it.
export function seenThrough(plan, overlay) {
  if (Object.keys(AS_PLANNED).every((name) => overlay[name] === AS_PLANNED[name])) return plan;
  return { lines: plan.lines.map((line) => overlaid(line, overlay)), business: plan.business && dearer(plan.business, overlay.costs) };
}

function overlaid(line, overlay) {
  const late = [...Array(overlay.delay).fill(0n), ...unitsOf(line.entry)].slice(0, MONTHS);
  const served = (service) => ({ ...service, attach: least(ONE, times(service.attach, overlay.services)) });
  return {
    ...line,
    entry: { mode: "custom", units: late.map((units) => times(units, overlay.volume)) },
    price: times(line.price, overlay.price),
    margin: least(ONE, line.margin + overlay.margin),
    churn: least(ONE, times(line.churn, overlay.churn)),
    project: served(line.project),
    managed: served(line.managed),
  };
}

function dearer(business, factor) {
  return {
    ...business,
    people: business.people.map((person) => ({ ...person, monthlyCost: times(person.monthlyCost, factor) })),
    costs: business.costs.map((cost) => ({ ...cost, amount: times(cost.amount, factor) })),
  };
}
