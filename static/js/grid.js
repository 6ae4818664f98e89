// A grid of amounts: cells pasted from a sheet, sums that follow, a year's figure that falls into its cells.
const plain = (text) => Number(text.replace(/[\s,'’]/g, "").replace("−", "-"));
const written = (amount) => amount.toLocaleString("en-US", { maximumFractionDigits: 2 });
const cellsOf = (row) => [...row.querySelectorAll("[data-grid-cell]")];
const sumOf = (row) => cellsOf(row).reduce((sum, cell) => sum + (plain(cell.value || "0") || 0), 0);

function showSums(row) {
  const total = sumOf(row);
  const booked = Number(row.dataset.booked);
  const field = row.querySelector("[data-grid-total]");
  if (field && document.activeElement !== field) field.value = written(total);
  const told = row.querySelector("[data-grid-change]");
  if (!told) return;
  const change = booked > 0 ? Math.round((total / booked - 1) * 100) : null;
  const sign = change > 0 ? "+" : "";
  told.textContent = change === null ? "–" : `${sign}${String(change).replace("-", "−")}%`;
}

function showGrand(grid) {
  const rows = [...grid.querySelectorAll("[data-grid-row]")];
  const grand = document.querySelector("[data-grid-grand]");
  if (grand) grand.textContent = written(rows.reduce((sum, row) => sum + sumOf(row), 0));
}

function spread(row, total) {
  const cells = cellsOf(row);
  const before = cells.map((cell) => plain(cell.value || "0") || 0);
  const sum = before.reduce((one, other) => one + other, 0);
  let left = total;
  cells.forEach((cell, place) => {
    const share = sum > 0 ? before[place] / sum : 1 / cells.length;
    const amount = place === cells.length - 1 ? left : Math.floor(total * share);
    left = Math.round((left - amount) * 100) / 100;
    cell.value = written(amount);
  });
}

document.addEventListener("input", (event) => {
  const row = event.target.closest("[data-grid-row]");
  if (!row) return;
  if (event.target.matches("[data-grid-total]")) {
    const total = plain(event.target.value || "0");
    if (total >= 0) spread(row, total);
  }
  showSums(row);
  showGrand(row.closest("[data-grid]"));
});

document.addEventListener("paste", (event) => {
  const first = event.target.closest?.("[data-grid-cell]");
  const text = event.clipboardData?.getData("text") ?? "";
  if (!first || !/[\t\n]/.test(text.trim())) return;
  event.preventDefault();
  const grid = first.closest("[data-grid]");
  const rows = [...grid.querySelectorAll("[data-grid-row]")];
  const top = rows.indexOf(first.closest("[data-grid-row]"));
  const start = cellsOf(rows[top]).indexOf(first);
  const pasted = [];
  let leftOut = 0;
  text.replace(/\r/g, "").replace(/\n$/, "").split("\n").forEach((line, down) => {
    const cells = rows[top + down] ? cellsOf(rows[top + down]) : [];
    line.split("\t").forEach((value, along) => {
      const cell = cells[start + along];
      if (cell) pasted.push([cell, value.trim()]);
      else leftOut += 1;
    });
  });
  for (const [cell, value] of pasted) cell.value = value;
  changed(grid, pasted.map(([cell]) => cell), leftOut);
  rows.forEach(showSums);
  showGrand(grid);
});

// Whoever saves hears of cells that change together at once, and else of each cell.
function changed(grid, cells, leftOut = 0) {
  const together = new CustomEvent("grid:together", { bubbles: true, cancelable: true, detail: { cells, leftOut } });
  if (!grid.dispatchEvent(together)) return;
  for (const cell of cells) cell.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-grid-total]")) return;
  changed(event.target.closest("[data-grid]"), cellsOf(event.target.closest("[data-grid-row]")));
});

const showAll = () => document.querySelectorAll("[data-grid-row]").forEach(showSums);
document.addEventListener("htmx:after:swap", showAll);
showAll();
