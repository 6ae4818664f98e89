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
  const rows = [...first.closest("[data-grid]").querySelectorAll("[data-grid-row]")];
  const top = rows.indexOf(first.closest("[data-grid-row]"));
  const start = cellsOf(rows[top]).indexOf(first);
  text.replace(/\r/g, "").replace(/\n$/, "").split("\n").forEach((line, down) => {
    const row = rows[top + down];
    if (!row) return;
    line.split("\t").forEach((value, along) => {
      const cell = cellsOf(row)[start + along];
      if (!cell) return;
      cell.value = value.trim();
      cell.dispatchEvent(new Event("change", { bubbles: true }));
    });
    showSums(row);
  });
  showGrand(first.closest("[data-grid]"));
});

// Whoever saves cell by cell hears of each cell that a year's figure fell into.
document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-grid-total]")) return;
  for (const cell of cellsOf(event.target.closest("[data-grid-row]"))) cell.dispatchEvent(new Event("change", { bubbles: true }));
});

const showAll = () => document.querySelectorAll("[data-grid-row]").forEach(showSums);
document.addEventListener("htmx:after:swap", showAll);
showAll();
