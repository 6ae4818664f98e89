// `data-signature` is a field to draw a signature in. What is drawn goes into its hidden input as SVG path data on a
// grid of 600 by 200, straight from point to point, which is all that the server takes.
const WIDTH = 600;
const HEIGHT = 200;
const MOST_POINTS = 2900;
const SHORTEST_STEP = 3;

for (const pad of document.querySelectorAll("[data-signature]")) watch(pad);

function watch(pad) {
  const field = pad.querySelector("[data-signature-field]");
  const ink = pad.querySelector("[data-signature-ink]");
  const input = pad.querySelector("[data-signature-path]");
  let strokes = [];
  let stroke = null;
  let points = 0;

  const show = () => {
    const path = strokes.filter((each) => each.length > 1).map(written).join("");
    ink.setAttribute("d", path);
    input.value = path;
  };
  const add = (event) => {
    const point = placed(event, field);
    const last = stroke.at(-1);
    const moved = last && Math.abs(point[0] - last[0]) + Math.abs(point[1] - last[1]);
    if (points >= MOST_POINTS || (last && moved < SHORTEST_STEP)) return;
    stroke.push(point);
    points += 1;
    show();
  };

  field.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    field.setPointerCapture(event.pointerId);
    stroke = [];
    strokes.push(stroke);
    add(event);
  });
  field.addEventListener("pointermove", (event) => {
    if (!stroke) return;
    for (const each of event.getCoalescedEvents?.() ?? []) add(each);
    add(event);
  });
  for (const end of ["pointerup", "pointercancel"]) field.addEventListener(end, () => (stroke = null));
  pad.querySelector("[data-signature-clear]").addEventListener("click", () => {
    strokes = [];
    points = 0;
    show();
    field.focus?.();
  });
}

function placed(event, field) {
  const box = field.getBoundingClientRect();
  const x = Math.round(((event.clientX - box.left) / box.width) * WIDTH);
  const y = Math.round(((event.clientY - box.top) / box.height) * HEIGHT);
  return [Math.min(Math.max(x, 0), WIDTH), Math.min(Math.max(y, 0), HEIGHT)];
}

function written(stroke) {
  return stroke.map(([x, y], index) => `${index ? "L" : "M"}${x} ${y}`).join("");
}
