// Draws new figures into the chart that the server drew: bars, line, axis and milestones move, names and colours stay.
const STEPS = [1, 2, 2.5, 5, 10];
const WANTED_TICKS = 5;
const compact = new Intl.NumberFormat("en-US", { notation: "compact", maximumSignificantDigits: 3 });

// The same round ticks as prm/documents/svg/scale.py, with zero among them.
export function ticksFor(values) {
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  if (low === high) return [0, 1];
  const raw = (high - low) / WANTED_TICKS;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = STEPS.find((each) => each * power >= raw * (1 - 1e-12)) * power;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}

export function chartOf(holder, symbol) {
  const drawings = [...holder.querySelectorAll("svg.chart")].map(drawingOf).filter(Boolean);
  return (bars, line, marks) => {
    const ticks = ticksFor([...bars, ...line]);
    for (const drawing of drawings) draw(drawing, { bars, line, marks, ticks }, symbol);
  };
}

function drawingOf(svg) {
  const bars = [...svg.querySelectorAll("rect")].filter((rect) => rect.querySelector("title"));
  const rules = [...svg.querySelectorAll(".chart-grid, .chart-axis")];
  const names = [...svg.querySelectorAll("text[text-anchor=end]:not(.chart-marks *)")];
  if (!bars.length || rules.length < 2 || names.length !== rules.length) return null;
  const at = (element, name) => Number(element.getAttribute(name));
  const ys = rules.map((rule) => at(rule, "y1"));
  return {
    svg,
    bars,
    rules,
    names,
    line: [...svg.querySelectorAll("polyline")].at(-1),
    marks: svg.querySelector(".chart-marks"),
    bottom: Math.max(...ys),
    top: Math.min(...ys),
    middle: bars.map((bar) => at(bar, "x") + at(bar, "width") / 2),
  };
}

function draw(drawing, { bars, line, marks, ticks }, symbol) {
  const [low, high] = [ticks[0], ticks.at(-1)];
  const y = (value) => drawing.bottom - ((drawing.bottom - drawing.top) * (value - low)) / (high - low);
  matchTicks(drawing, ticks, y, symbol);
  bars.forEach((value, month) => {
    const [zero, end] = [y(0), y(value)];
    set(drawing.bars[month], { y: Math.min(zero, end), height: Math.abs(zero - end) });
  });
  if (line.length) drawing.line.setAttribute("points", line.map((value, month) => `${drawing.middle[month].toFixed(1)},${y(value).toFixed(1)}`).join(" "));
  drawMarks(drawing, marks);
}

function matchTicks(drawing, ticks, y, symbol) {
  for (const list of [drawing.rules, drawing.names]) {
    while (list.length < ticks.length) list.push(list[0].parentNode.insertBefore(list[0].cloneNode(true), list[0]));
    while (list.length > ticks.length) list.pop().remove();
  }
  ticks.forEach((tick, index) => {
    drawing.rules[index].setAttribute("class", tick ? "chart-grid" : "chart-axis");
    set(drawing.rules[index], { y1: y(tick), y2: y(tick) });
    set(drawing.names[index], { y: y(tick) + 4 });
    drawing.names[index].textContent = `${tick < 0 ? "\u2212" : ""}${symbol}${compact.format(Math.abs(tick))}`;
  });
}

function drawMarks(drawing, marks) {
  if (!drawing.marks && !marks.length) return;
  drawing.marks ??= drawing.svg.appendChild(element("g", { class: "chart-marks" }));
  const width = drawing.svg.viewBox.baseVal.width;
  const at = ({ month }) => drawing.middle[month - 1];
  const rules = marks.map((mark) => element("line", { class: "chart-mark", x1: at(mark), y1: drawing.top, x2: at(mark), y2: drawing.bottom, "stroke-dasharray": "3 3" }));
  const words = marks.map((mark, row) => {
    const x = at(mark);
    const isLate = x > width / 2;
    const text = element("text", { class: "chart-text", x: isLate ? x - 5 : x + 5, y: drawing.top + 10 + 14 * row, "text-anchor": isLate ? "end" : "start" });
    text.textContent = mark.label;
    return text;
  });
  drawing.marks.replaceChildren(...rules, ...words);
}

function element(name, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function set(of, attributes) {
  for (const [key, value] of Object.entries(attributes)) of.setAttribute(key, value.toFixed(1));
}
