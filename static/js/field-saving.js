// Keeps every entry of a form the moment it changes: an answer, a field of a plan. Each goes with what it held before,
// so that nobody overwrites anybody: the server answers with both values where somebody was faster. What cannot be
// delivered waits, here and across a reload, and is tried again; each change carries a key of its own, so that one that
// arrives twice is one. What leaves the page waits until everything is kept.
const form = document.querySelector("[data-saving]");
if (form) keep(form);

function keep(form) {
  const status = document.querySelector("[data-saving-status]");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const prefix = `entries:${form.dataset.saving}:`;
  const store = prefix + newKey();
  const seen = new Map();
  const typing = new Map();
  const blocks = new Map();
  let queue = [];
  let sending = null;
  let pause = 1000;
  let timer;
  let refused = new Set();
  let leaving = null;

  const rowOf = (element) => element.closest("[data-entry]");
  const isTyped = (element) => element.matches("textarea, input:not([type=radio], [type=checkbox], [type=date])");
  const baseOf = (id) => document.getElementById(`r-${id}`);

  function say(state, text) {
    status.dataset.state = state;
    status.textContent = text;
  }

  function remember() {
    try {
      if (queue.length) localStorage.setItem(store, JSON.stringify(queue));
      else localStorage.removeItem(store);
    } catch {
      // Without storage entries wait in memory only; leaving the page still asks first.
    }
  }

  function fieldsOf(row) {
    const controls = [...row.querySelectorAll("input, textarea, select")].filter((each) => !each.id.startsWith("r-"));
    const sent = controls.filter((each) => each.checked || !/radio|checkbox/.test(each.type));
    return sent.map((each) => [each.name, each.value]);
  }

  function enqueue(row) {
    clearTimeout(typing.get(row));
    typing.delete(row);
    const id = row.dataset.entry;
    if (blocks.has(id)) return enqueueBlock(blocks.get(id));
    const fields = fieldsOf(row);
    if (seen.get(id) === JSON.stringify(fields) && !row.querySelector("[data-confirm]")) return;
    seen.set(id, JSON.stringify(fields));
    refused.delete(id);
    queue = queue.filter((each) => each.id !== id || each === sending);
    const { name, value } = baseOf(id);
    queue.push({ id, url: row.dataset.save ?? form.action, fields, base: [name, value], key: newKey() });
    remember();
    if (status.dataset.state !== "bad") say("busy", "Saving…");
    deliver();
  }

  // Rows that change together, as pasted cells do, go as one: whole or not at all. One that was refused stays a block:
  // whoever mends a row of it sends all of it again. `since` is the revision that it was made on.
  function enqueueBlock(block) {
    const rows = block.ids.map((id) => document.getElementById(`q-${id}`));
    const bases = block.ids.map((id) => Number(baseOf(id).value));
    const base = block.isTaken ? Math.max(...bases) : Math.min(...bases);
    for (const row of rows) {
      clearTimeout(typing.get(row));
      typing.delete(row);
      blocks.delete(row.dataset.entry);
      seen.set(row.dataset.entry, JSON.stringify(fieldsOf(row)));
    }
    refused.delete(block.id);
    for (const id of block.ids) refused.delete(id);
    queue = queue.filter((each) => each === sending || (each.id !== block.id && !block.ids.includes(each.id)));
    queue.push({ ...block, fields: [...rows.flatMap(fieldsOf), ...block.more], base: ["revision", base], key: newKey() });
    remember();
    if (status.dataset.state !== "bad") say("busy", "Saving…");
    deliver();
  }

  // What became of a block; of one that was refused nothing is saved.
  function settleBlock(entry, code) {
    for (const id of entry.ids) {
      mark(id, code === 422 && Boolean(document.getElementById(`note-${id}`)?.textContent.trim()));
      if (code === 200) continue;
      seen.delete(id);
      blocks.set(id, { ...entry, isTaken: code === 409 });
    }
    if (code !== 200) refused.add(entry.id);
  }

  async function deliver() {
    if (sending || !queue.length) return;
    clearTimeout(timer);
    sending = queue[0];
    const entry = sending;
    const problem = await attempt(entry);
    sending = null;
    if (problem) {
      say("bad", problem);
      timer = setTimeout(deliver, pause);
      pause = Math.min(pause * 2, 15000);
      return;
    }
    queue = queue.filter((each) => each !== entry);
    pause = 1000;
    remember();
    if (queue.length) deliver();
    else arrived();
  }

  // Resolves to what to tell when the entry has to wait, to nothing when it was dealt with.
  async function attempt(entry) {
    const body = new URLSearchParams([...entry.fields, entry.base, ["delivery", entry.key]]);
    let response;
    let text;
    try {
      const headers = { "HX-Request": "true", "X-CSRFToken": token };
      response = await fetch(entry.url, { method: "POST", body, headers, redirect: "manual" });
      text = await response.text();
    } catch {
      return "Not saved, retrying";
    }
    if (response.type === "opaqueredirect" || response.status === 403) return "Not saved: sign in again in another tab";
    if (response.status === 404 && entry.ids) return "Not saved: this is gone. Reload the page";
    if (response.status === 404) return baseOf(entry.id) ? "Not saved: this is gone. Reload the page" : "";
    if (![200, 409, 422].includes(response.status)) return "Not saved, retrying";
    if (entry.ids) {
      await show(text);
      settleBlock(entry, response.status);
      return "";
    }
    const focused = document.activeElement?.closest(`#q-${CSS.escape(entry.id)}`);
    if (!queue.some((each) => each !== entry && each.id === entry.id) || response.ok) await show(text);
    mark(entry.id, response.status === 422);
    if (response.ok) {
      for (const each of queue) if (each.id === entry.id) each.base[1] = baseOf(entry.id)?.value ?? each.base[1];
    } else {
      refused.add(entry.id);
      seen.delete(entry.id);
      if (focused && !focused.isConnected) document.querySelector(`#q-${CSS.escape(entry.id)} :is(:checked, input:not([type=hidden]), textarea, select)`)?.focus();
    }
    return "";
  }

  function mark(id, isWrong) {
    const row = document.getElementById(`q-${id}`);
    for (const control of row?.querySelectorAll("input:not([type=hidden], [type=radio], [type=checkbox]), textarea, select") ?? []) {
      if (isWrong) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }
  }

  const show = (text) => window.htmx.swap({ sourceElement: form, target: form, swap: "none", text });

  function arrived() {
    const { noun = "answer", nouns = "answers" } = form.dataset;
    if (refused.size) say("warn", refused.size === 1 ? `One ${noun} needs you` : `${refused.size} ${nouns} need you`);
    else say("good", "Saved");
    const leave = leaving;
    leaving = null;
    if (!refused.size) leave?.();
  }

  // "Not applicable" and an answer take each other's place.
  function tidy(row, changed) {
    const id = row.dataset.entry;
    const away = row.querySelector(`[name="n-${id}"]`);
    if (!away || !/^[an]-/.test(changed.name)) return;
    if (changed !== away) away.checked = false;
    else if (away.checked) fill(row, [[away.name, "na"]]);
  }

  function fill(row, fields) {
    for (const control of row.querySelectorAll("input, textarea, select")) {
      const values = fields.filter(([name]) => name === control.name).map(([, value]) => value);
      if (/radio|checkbox/.test(control.type)) control.checked = values.includes(control.value);
      else if (values.length) control.value = values[0];
      else if (control.name.startsWith("a-")) control.value = "";
    }
  }

  function recall() {
    const kept = Object.keys(localStorage).filter((name) => name.startsWith(prefix));
    for (const name of kept) {
      queue.push(...JSON.parse(localStorage.getItem(name)));
      localStorage.removeItem(name);
    }
    remember();
    for (const entry of queue) {
      for (const id of entry.ids ?? [entry.id]) {
        const row = document.getElementById(`q-${id}`);
        if (row) fill(row, entry.fields);
      }
    }
    if (queue.length) say("busy", "Saving what waited…");
    deliver();
  }

  form.addEventListener("change", (event) => {
    const row = rowOf(event.target);
    if (!row) return;
    tidy(row, event.target);
    enqueue(row);
  });
  form.addEventListener("grid:together", (event) => {
    const grid = event.target;
    if (!grid.dataset.together) return;
    event.preventDefault();
    const ids = event.detail.cells.map((cell) => rowOf(cell).dataset.entry);
    enqueueBlock({ id: grid.id, url: grid.dataset.together, ids, more: [["left_out", event.detail.leftOut]] });
  });
  form.addEventListener("input", (event) => {
    const row = rowOf(event.target);
    if (!row || !isTyped(event.target)) return;
    tidy(row, event.target);
    clearTimeout(typing.get(row));
    typing.set(row, setTimeout(() => enqueue(row), 700));
  });
  form.addEventListener("click", (event) => {
    const row = rowOf(event.target);
    if (event.target.closest("[data-confirm]")) {
      event.preventDefault();
      enqueue(row);
      row.querySelector(":is(:checked, input:not([type=hidden]), textarea)")?.focus();
    }
    const use = event.target.closest("[data-use]");
    if (use) {
      const kept = fieldsOf(row).filter(([name]) => !/^[an]-/.test(name));
      fill(row, [...JSON.parse(use.dataset.use), ...kept]);
      enqueue(row);
      row.querySelector(":is(:checked, input:not([type=hidden]), textarea, select)")?.focus();
    }
  });
  // A button of the form, also one that sends another form from within it: first everything is kept.
  document.addEventListener(
    "submit",
    (event) => {
      const { target, submitter } = event;
      if ((target !== form && !form.contains(submitter)) || submitter?.matches("[data-confirm]")) return;
      for (const row of [...typing.keys()]) enqueue(row);
      const isElsewhere = target !== form || submitter?.hasAttribute("formaction");
      if (isElsewhere && !queue.length) return;
      event.preventDefault();
      if (isElsewhere) leaving = () => target.requestSubmit(submitter);
      else if (form.dataset.next) leaving = () => location.assign(form.dataset.next);
      if (!queue.length) arrived();
    },
    { capture: true },
  );
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const isOther = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented;
    if (!link || isOther || link.target || link.matches("[hx-get], [download]") || link.getAttribute("href").startsWith("#")) return;
    for (const row of [...typing.keys()]) enqueue(row);
    if (!queue.length || status.dataset.state === "bad") return;
    event.preventDefault();
    leaving = () => location.assign(link.href);
  });
  addEventListener("online", () => {
    pause = 1000;
    deliver();
  });
  addEventListener("beforeunload", (event) => {
    if (queue.length) event.preventDefault();
  });
  for (const row of form.querySelectorAll("[data-entry]")) seen.set(row.dataset.entry, JSON.stringify(fieldsOf(row)));
  try {
    recall();
  } catch {
    // Nothing can be recalled without storage.
  }
}

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((each) => each.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
