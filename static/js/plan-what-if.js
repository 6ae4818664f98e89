// What if: a driver moves and 36 months follow at once; when it rests the server saves, and its figures are the truth.
import { ONE, fixed, share, times } from "./plan-fixed.js";
import { forecast, read } from "./plan-forecast.js";
import { monthlyChurn, seenThrough } from "./plan-lines.js";
import { outlookOf, textOf } from "./plan-outlook.js";

const form = document.querySelector("[data-what-if]");
if (form) start(form, JSON.parse(document.getElementById("plan-data").textContent));

function start(form, data) {
  const status = document.querySelector("[data-what-if-status]");
  const undo = document.querySelector("[data-undo]");
  const drivers = new Map([...form.querySelectorAll("[data-path]")].map((input) => [input.id, input]));
  const slides = new Map([...form.querySelectorAll("[data-slide]")].map((slide) => [slide.dataset.slide, slide]));
  const kept = new Map([...drivers.values()].map((input) => [input, input.value]));
  const saved = new Map(kept);
  const done = [];
  let state = { plan: read(data.plan), overlay: overlayOf(data.overlay) };
  let outlook = outlookOf(document.getElementById("outlook"), data);
  let frame = 0;
  let queue = [];
  let isSaving = false;

  function say(mood, text) {
    status.dataset.state = mood;
    status.textContent = text;
  }

  function preview() {
    frame = 0;
    const account = forecast(seenThrough(state.plan, state.overlay));
    outlook.show(account, state.plan.business?.discount ?? 0n);
  }

  function soon() {
    frame ||= requestAnimationFrame(preview);
  }

  // Takes a driver's value into the plan; false for what is no number (yet).
  function take(input, text = input.value) {
    try {
      state = changed(state, pathOf(input), valueOf(input, text));
    } catch (problem) {
      if (problem instanceof SyntaxError || problem instanceof RangeError) return false;
      throw problem;
    }
    soon();
    return true;
  }

  function set(input, text) {
    input.value = text;
    if (slides.has(input.id)) slides.get(input.id).value = text;
    take(input);
  }

  function settle(input, { isUndo = false } = {}) {
    const before = kept.get(input);
    if (input.value === before) return;
    problem(input, "");
    if (form.hasAttribute("data-locked") || input.hasAttribute("data-preview-only")) return say("warn", "A preview, not saved");
    if (!isUndo) done.push([input, before]);
    undo.hidden = !done.length;
    kept.set(input, input.value);
    queue = [...queue.filter((each) => each !== input), input];
    say("busy", "Saving…");
    deliver();
  }

  async function deliver() {
    if (isSaving || !queue.length) return;
    isSaving = true;
    const input = queue[0];
    const sent = input.value;
    const answer = await send(input);
    isSaving = false;
    if (!answer) {
      say("bad", "Not saved, retrying");
      return setTimeout(deliver, 2000);
    }
    if (input.value === sent) queue = queue.filter((each) => each !== input);
    receive(input, sent, answer);
    deliver();
  }

  async function send(input) {
    const token = form.elements.csrfmiddlewaretoken.value;
    const body = new URLSearchParams([sentAs(input), ["revision", form.elements.revision.value]]);
    try {
      const response = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true", "X-CSRFToken": token }, redirect: "manual" });
      if (![200, 422].includes(response.status)) return null;
      return new DOMParser().parseFromString(await response.text(), "text/html");
    } catch {
      return null;
    }
  }

  // The server's figures stand, unless something newer is already on its way.
  function receive(input, sent, answer) {
    const theirs = answer.getElementById("outlook");
    const refusal = answer.querySelector("[data-problem]");
    form.elements.revision.value = theirs.dataset.revision;
    if (refusal) return refuse(input, refusal.textContent);
    saved.set(input, sent);
    if (queue.length) return;
    if (frame) {
      cancelAnimationFrame(frame);
      preview();
    }
    const isSame = outlook.text() === textOf(theirs);
    replace(theirs, isSame ? ["[data-outlook-chart]", "[data-outlook-warnings]"] : null);
    say(isSame ? "good" : "warn", isSame ? "Saved" : "Saved. The figures are the server's, which differ from the preview.");
  }

  // The server's figures in place of the preview's: all of them, or only the parts that no preview writes.
  function replace(theirs, parts) {
    const ours = document.getElementById("outlook");
    const isOpen = ours.querySelector(".chart-data").open;
    for (const part of parts ?? []) ours.querySelector(part).replaceWith(theirs.querySelector(part));
    if (!parts) ours.replaceWith(theirs);
    const now = document.getElementById("outlook");
    now.querySelector(".chart-data").open = isOpen;
    outlook = outlookOf(now, data);
  }

  // What was typed stays in the field with the words, and the figures go back to what is kept.
  function refuse(input, words) {
    problem(input, words);
    kept.set(input, "");
    if (!queue.includes(input)) take(input, saved.get(input));
    say("bad", "Not saved");
  }

  function problem(input, words) {
    const place = document.getElementById(`${input.id}-problem`);
    place.textContent = words;
    place.hidden = !words;
    input.toggleAttribute("aria-invalid", Boolean(words));
  }

  function takeBack() {
    const [input, before] = done.pop() ?? [];
    if (!input) return;
    set(input, before);
    settle(input, { isUndo: true });
    undo.hidden = !done.length;
    input.closest("details").open = true;
    (slides.get(input.id) ?? input).focus();
  }

  form.addEventListener("input", ({ target }) => {
    const input = target.dataset.slide ? drivers.get(target.dataset.slide) : target;
    if (target.dataset.slide) input.value = target.value;
    if (take(input) && slides.has(input.id) && target === input) slides.get(input.id).value = input.value;
  });
  form.addEventListener("change", ({ target }) => settle(target.dataset.slide ? drivers.get(target.dataset.slide) : target));
  form.addEventListener("submit", (event) => event.preventDefault());
  undo.addEventListener("click", takeBack);
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.matches("input:not([type=range]), textarea") && kept.get(event.target) !== event.target.value;
    if (event.key !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey || isTyping) return;
    event.preventDefault();
    takeBack();
  });
  addEventListener("beforeunload", (event) => {
    if (queue.length) event.preventDefault();
  });
  for (const slide of slides.values()) slide.hidden = false;
  form.querySelector("[data-save-all]")?.remove();
}

const pathOf = (input) => input.dataset.path.split(".");

// As people write it: separators, a comma for the decimals, a true minus, a percent sign.
function plain(text) {
  const said = text.replace(/[\s'’%]/g, "").replace("\u2212", "-");
  return /^-?\d{1,3}(,\d{3})+(\.\d*)?$/.test(said) ? said.replaceAll(",", "") : said.replace(",", ".");
}

function valueOf(input, written = input.value) {
  const text = plain(written);
  if (input.dataset.reads === "amount") return fixed(text);
  if (input.dataset.reads === "share") return share(text);
  if (input.dataset.reads.startsWith("churn")) return churnOf(share(text), Number(input.dataset.reads.slice(5)));
  if (input.dataset.reads === "scale") return scaled(input.dataset.units, share(text));
  if (!/^\d+$/.test(text)) throw new SyntaxError(`Not a whole number: ${text}`);
  return Number(text);
}

function churnOf(left, months) {
  if (left < 0n || left > ONE) throw new RangeError("Churn lies between 0 and 100 %");
  return monthlyChurn(left, months);
}

// The months of a line, typed one by one, times a share: to the fourth decimal, half up, as the server rounds them.
function scaled(units, factor) {
  if (factor < 0n) throw new RangeError("Units are not below 0");
  const step = ONE / 10_000n;
  return units.split(" ").map((each) => ((times(fixed(each), factor) + step / 2n) / step) * step);
}

// Name and value as the server takes them: a line's months for the percentage that they were multiplied by.
function sentAs(input) {
  if (input.dataset.reads !== "scale") return [input.name, input.value];
  try {
    const units = valueOf(input).map((each) => `${each / ONE}.${String(each % ONE).padStart(18, "0").slice(0, 4)}`);
    return [input.name.replace(/units_percent$/, "custom_units"), units.join(" ")];
  } catch {
    return [input.name, input.value];
  }
}

function overlayOf(json) {
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, name === "delay" ? value : fixed(value)]));
}

// A copy with one value changed; what did not change is the same object, and is not calculated again. Paths begin at the
// overlay, or at the plan's lines and business.
function changed(state, path, value) {
  if (path[0] === "overlay") return { ...state, overlay: { ...state.overlay, [path[1]]: value } };
  return { ...state, plan: replaced(state.plan, path, value) };
}

function replaced(of, [name, ...rest], value) {
  const next = rest.length ? replaced(of[name], rest, value) : value;
  return Array.isArray(of) ? of.with(Number(name), next) : { ...of, [name]: next };
}
