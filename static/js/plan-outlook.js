// The figures of a plan on the page: a preview writes into the server's own cells, changed text only.
import { cents } from "./plan-fixed.js";
import { chartOf } from "./plan-chart.js";
import { cells, writer } from "./plan-words.js";

const PROFIT_ROWS = ["people_cost", "training", "marketing", "funded", "overhead", "ebit", "cash", "cumulative_cash"];
const scriptName = (key) => key.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

export function outlookOf(holder, data) {
  const words = writer(data);
  const texts = (selector) => [...holder.querySelectorAll(selector)].map((each) => each.firstChild ?? each.appendChild(document.createTextNode("")));
  const rows = [...holder.querySelectorAll("[data-account] [data-row]")].map((row) => ({ key: row.dataset.row, cells: [...row.querySelectorAll("td")].map((cell) => cell.firstChild ?? cell.appendChild(document.createTextNode(""))) }));
  const [values, details] = [texts("[data-kpis] .kpi-value"), texts("[data-kpis] .kpi-detail")];
  const draw = chartOf(holder.querySelector("[data-outlook-chart]"), data.symbol);

  function show(account, discount) {
    const { profit } = account;
    words.kpis(account, discount).forEach(([value, detail], index) => {
      write(values[index], value);
      write(details[index], detail);
    });
    for (const { key, cells: nodes } of rows) {
      const series = (PROFIT_ROWS.includes(key) ? profit : account)[scriptName(key)];
      const shown = cells(series, { by: data.by, isHeld: key === "cumulative_cash", hasStart: Boolean(profit) });
      shown.forEach((text, index) => write(nodes[index], text));
    }
    const plain = (series) => series.map((value) => Number(cents(value)) / 100);
    draw(plain(profit ? profit.ebit : account.grossProfit), profit ? plain(profit.cumulativeCash.slice(1)) : [], profit ? marksOf(profit) : []);
  }

  return { show, text: () => textOf(holder) };
}

// What is written in figures and account: how a preview is compared with the server's answer.
export const textOf = (holder) => [...holder.querySelectorAll(".kpi-value, .kpi-detail, [data-account] td")].map((each) => each.textContent.trim()).join("|");

function write(node, text) {
  if (node.data !== text) node.data = text;
}

// Milestones of the same month share one mark.
function marksOf(profit) {
  const named = [
    ["first profit", profit.firstPositiveMonth],
    ["break-even", profit.breakEvenMonth],
    ["payback", profit.paybackMonth || null],
  ].filter(([, month]) => month);
  const months = [...new Set(named.map(([, month]) => month))].sort((left, right) => left - right);
  return months.map((month) => ({ month, label: named.filter(([, at]) => at === month).map(([name]) => name).join(", ") }));
}
