// Keeps every answer the moment it is given. What cannot be delivered waits, here and across a reload, and is tried
// again; each change carries a key of its own, so that one that arrives twice is one.
const form = document.querySelector("[data-answering]");
if (form) keep(form);

function keep(form) {
  const status = document.querySelector("[data-answering-status]");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const prefix = `answers:${form.dataset.answering}:`;
  const store = prefix + newKey();
  const seen = new Map();
  const typing = new Map();
  let queue = [];
  let sending = null;
  let pause = 1000;
  let timer;
  let refused = new Set();
  let leaving = "";

  const rowOf = (element) => element.closest("[data-question]");
  const isTyped = (element) => element.matches("textarea, input[type=text]");

  function say(state, text) {
    status.dataset.state = state;
    status.textContent = text;
  }

  function remember() {
    try {
      if (queue.length) localStorage.setItem(store, JSON.stringify(queue));
      else localStorage.removeItem(store);
    } catch {
      // Without storage answers wait in memory only; leaving the page still asks first.
    }
  }

  function fieldsOf(row) {
    const controls = [...row.querySelectorAll("input, textarea, select")];
    const sent = controls.filter((each) => !each.name.startsWith("r-") && (each.checked || !/radio|checkbox/.test(each.type)));
    return sent.map((each) => [each.name, each.value]);
  }

  function enqueue(row) {
    clearTimeout(typing.get(row));
    const id = row.dataset.question;
    const fields = fieldsOf(row);
    if (seen.get(id) === JSON.stringify(fields) && !row.querySelector("[data-confirm]")) return;
    seen.set(id, JSON.stringify(fields));
    refused.delete(id);
    queue = queue.filter((each) => each.id !== id || each === sending);
    queue.push({ id, url: row.dataset.save, fields, base: document.getElementById(`r-${id}`).value, key: newKey() });
    remember();
    if (status.dataset.state !== "bad") say("busy", "Saving…");
    deliver();
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

  // Resolves to what to tell when the answer has to wait, to nothing when it was dealt with.
  async function attempt(entry) {
    const body = new URLSearchParams([...entry.fields, [`r-${entry.id}`, entry.base], ["delivery", entry.key]]);
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
    if (response.status === 404) return "Not saved: this is gone. Reload the page";
    if (![200, 409, 422].includes(response.status)) return "Not saved, retrying";
    const focused = document.activeElement?.closest(`#q-${CSS.escape(entry.id)}`);
    if (!queue.some((each) => each !== entry && each.id === entry.id) || response.ok) await show(text);
    if (response.ok) {
      for (const each of queue) if (each.id === entry.id) each.base = document.getElementById(`r-${entry.id}`)?.value ?? each.base;
    } else {
      refused.add(entry.id);
      seen.delete(entry.id);
      if (focused && !focused.isConnected) document.querySelector(`#q-${CSS.escape(entry.id)} :is(:checked, input:not([type=hidden]), textarea, select)`)?.focus();
    }
    return "";
  }

  const show = (text) => window.htmx.swap({ sourceElement: form, target: form, swap: "none", text });

  function arrived() {
    const { noun = "answer", nouns = "answers" } = form.dataset;
    if (refused.size) say("warn", refused.size === 1 ? `One ${noun} needs you` : `${refused.size} ${nouns} need you`);
    else say("good", "Saved");
    if (leaving && !refused.size) location.assign(leaving);
    leaving = "";
  }

  // "Not applicable" and an answer take each other's place.
  function tidy(row, changed) {
    const id = row.dataset.question;
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
      const row = document.getElementById(`q-${entry.id}`);
      if (row) fill(row, entry.fields);
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
    const mine = event.target.closest("[data-use-mine]");
    if (mine) {
      const kept = fieldsOf(row).filter(([name]) => !/^[an]-/.test(name));
      fill(row, [...kept, ...JSON.parse(mine.dataset.useMine)]);
      enqueue(row);
    }
  });
  document.addEventListener(
    "submit",
    (event) => {
      if (event.target !== form || event.submitter?.matches("[data-confirm]")) return;
      event.preventDefault();
      for (const row of typing.keys()) enqueue(row);
      if (!form.dataset.next) return;
      leaving = form.dataset.next;
      if (!queue.length) arrived();
    },
    { capture: true },
  );
  addEventListener("online", () => {
    pause = 1000;
    deliver();
  });
  addEventListener("beforeunload", (event) => {
    if (queue.length) event.preventDefault();
  });
  for (const row of form.querySelectorAll("[data-question]")) seen.set(row.dataset.question, JSON.stringify(fieldsOf(row)));
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
