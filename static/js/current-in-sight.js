// Rows that scroll sideways begin where the reader is: tabs and the steps of a plan on a phone.
for (const row of document.querySelectorAll(".tabs, .plan-steps ol")) {
  const current = row.querySelector("[aria-current]");
  if (!current || row.scrollWidth <= row.clientWidth) continue;
  const [outer, inner] = [row.getBoundingClientRect(), current.getBoundingClientRect()];
  row.scrollLeft += inner.left + inner.width / 2 - outer.left - outer.width / 2;
}
