// Arrows go from cell to cell of a grid, as in a sheet; a cell that is left keeps what was typed.
const cellsOf = (row) => [...row.querySelectorAll("[data-grid-cell]")];

function beside(cell, down, along) {
  const rows = [...cell.closest("[data-grid]").querySelectorAll("[data-grid-row]")];
  const row = rows.indexOf(cell.closest("[data-grid-row]"));
  const place = cellsOf(rows[row]).indexOf(cell);
  const target = rows[row + down];
  return target && cellsOf(target)[place + along];
}

function go(cell) {
  cell.focus();
  cell.select();
}

document.addEventListener("keydown", (event) => {
  const cell = event.target.closest?.("[data-grid-cell]");
  if (!cell || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const all = cell.selectionStart === 0 && cell.selectionEnd === cell.value.length;
  const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  if (all || cell.selectionStart === 0) steps.ArrowLeft = [0, -1];
  if (all || cell.selectionEnd === cell.value.length) steps.ArrowRight = [0, 1];
  const target = steps[event.key] && beside(cell, ...steps[event.key]);
  if (!target) return;
  event.preventDefault();
  go(target);
});
