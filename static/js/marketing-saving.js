// Keeps each field of a marketing plan the moment it changes, with what it held before: nobody overwrites anybody. What
// cannot be delivered is tried again; a button that leaves the page waits until all is kept.
const form = document.querySelector("[data-marketing-form]");
if (form) keep(form);

function keep(form) {
  const status = document.querySelector("[data-marketing-status]");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const typing = new Map();
  const refused = new Set();
  let queue = [];
  let sending = false;
  let pause = 1000;
  let leaving = null;

  const controlOf = (name) => form.elements.namedItem(name);
  const baseOf = (name) => form.elements.namedItem(`base-${name}`);

  function say(state, text) {
    status.dataset.state = state;
    status.textContent = text;
  }

  function enqueue(control) {
    clearTimeout(typing.get(control));
    typing.delete(control);
    const base = baseOf(control.name);
    if (!base || (control.value === base.value && !refused.has(control.name))) return;
    if (!queue.includes(control.name)) queue.push(control.name);
    say("busy", "Saving…");
    deliver();
  }

  async function deliver() {
    if (sending || !queue.length) return;
    sending = true;
    const name = queue[0];
    const value = controlOf(name).value;
    const problem = await attempt(name, value);
    sending = false;
    if (problem) {
      say("bad", problem);
      setTimeout(deliver, pause);
      pause = Math.min(pause * 2, 15000);
      return;
    }
    pause = 1000;
    queue = queue.filter((each) => each !== name);
    const control = controlOf(name);
    if (control && control.value !== value) queue.push(name);
    if (queue.length) deliver();
    else arrived();
  }

  // Resolves to what to tell when the field has to wait, to nothing when it was dealt with.
  async function attempt(name, value) {
    const body = new URLSearchParams([
      [name, value],
      [`base-${name}`, baseOf(name).value],
    ]);
    let response;
    let text;
    try {
      const headers = { "HX-Request": "true", "X-CSRFToken": token };
      response = await fetch(form.action, { method: "POST", body, headers, redirect: "manual", keepalive: true });
      text = await response.text();
    } catch {
      return "Not saved, retrying";
    }
    if (response.type === "opaqueredirect" || response.status === 403) return "Not saved: sign in again in another tab";
    if (response.status === 404) return "Not saved: reload the page";
    if (![200, 409, 422].includes(response.status)) return "Not saved, retrying";
    await window.htmx.swap({ sourceElement: form, target: form, swap: "none", text });
    mark(name, !response.ok);
    return "";
  }

  function mark(name, isRefused) {
    const control = controlOf(name);
    if (isRefused) refused.add(name);
    else refused.delete(name);
    if (isRefused) control?.setAttribute("aria-invalid", "true");
    else control?.removeAttribute("aria-invalid");
  }

  function arrived() {
    if (refused.size) say("warn", refused.size === 1 ? "One field needs you" : `${refused.size} fields need you`);
    else say("good", "Saved");
    const button = leaving;
    leaving = null;
    if (button && !refused.size) form.requestSubmit(button);
  }

  form.addEventListener("change", (event) => {
    if (event.target.closest("[data-marketing-field]")) enqueue(event.target);
  });
  form.addEventListener("input", (event) => {
    if (!event.target.closest("[data-marketing-field]") || event.target.matches("select, [type=date]")) return;
    clearTimeout(typing.get(event.target));
    typing.set(event.target, setTimeout(() => enqueue(event.target), 500));
  });
  form.addEventListener("click", (event) => {
    const use = event.target.closest("[data-use]");
    if (!use) return;
    const control = controlOf(use.closest("[data-marketing-field]").dataset.marketingField);
    control.value = use.dataset.use;
    enqueue(control);
    control.focus();
  });

  document.addEventListener(
    "submit",
    (event) => {
      if (event.target !== form) return;
      for (const control of typing.keys()) enqueue(control);
      const stays = !event.submitter || event.submitter.matches("[data-marketing-save]");
      if (stays || queue.length) event.preventDefault();
      if (!stays && queue.length) leaving = event.submitter;
      if (stays && !queue.length) arrived();
    },
    { capture: true },
  );
  addEventListener("online", () => {
    pause = 1000;
    deliver();
  });
  addEventListener("beforeunload", (event) => {
    if (queue.length && !leaving) event.preventDefault();
  });
}
