// Answering by keyboard alone: 1 to 9 choose, Enter goes on, arrows move, N, C and Delete do what they say.
const form = document.querySelector("[data-saving]");

if (form) {
  const rows = () => [...form.querySelectorAll("[data-entry]")];
  const entryOf = (row) =>
    row.querySelector("[name^='a-']:checked") ?? row.querySelector("[name^='n-']:checked") ?? row.querySelector("[name^='a-']");
  let current = null;

  function go(row) {
    entryOf(row)?.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  function step(row, by) {
    const all = rows();
    const following = all[all.indexOf(row) + by];
    if (following) go(following);
    else if (by > 0) form.querySelector("[data-saving-next]").focus();
  }

  const isLast = (row) => rows().at(-1) === row;

  function tell(control) {
    control.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function choose(row, key) {
    const control = row.querySelector(`[data-key="${key}"]`);
    if (!control) return false;
    if (control.type === "radio") {
      control.checked = true;
      tell(control);
      step(row, 1);
    } else {
      control.focus();
      control.checked = !control.checked;
      tell(control);
    }
    return true;
  }

  function clear(row) {
    for (const control of row.querySelectorAll("[name^='a-'], [name^='n-']")) control.checked = false;
    tell(entryOf(row));
    return true;
  }

  function enter(row) {
    row.querySelector("[data-confirm]")?.click();
    const next = form.querySelector("[data-saving-next]");
    if (!isLast(row)) step(row, 1);
    else if (next.matches("button")) {
      document.activeElement.blur();
      form.requestSubmit(next);
    } else next.focus();
    return true;
  }

  function act(event, row) {
    const typed = event.target.matches("textarea, input[type=text], select");
    if (event.key === "Enter" && !event.shiftKey) return enter(row);
    if (typed) return false;
    if (/^[1-9]$/.test(event.key)) return choose(row, event.key);
    switch (event.key.toLowerCase()) {
      case "n":
        return choose(row, "n");
      case "c":
        row.querySelector("[data-confirm]")?.click();
        return true;
      case "j":
      case "arrowdown":
        return step(row, 1) ?? true;
      case "k":
      case "arrowup":
        return step(row, -1) ?? true;
      case "delete":
      case "backspace":
        return clear(row);
      default:
        return false;
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const within = event.target.closest("[data-entry]");
    const loose = event.target === document.body && (current?.isConnected ? current : rows()[0]);
    const row = within ?? loose;
    if (!row || (within && event.target.matches("button, a, summary"))) return;
    if (act(event, row)) event.preventDefault();
  });
  form.addEventListener("focusin", (event) => {
    current = event.target.closest("[data-entry]") ?? current;
  });

  // Begin at the first question that has no answer, unless an address points elsewhere.
  const waiting = rows().find((row) => row.querySelector("[data-confirm]") || !isAnswered(row)) ?? rows()[0];
  if (waiting && !location.hash) go(waiting);
}

function isAnswered(row) {
  const typed = row.querySelector("textarea[name^='a-'], input[type=text][name^='a-']");
  return Boolean(row.querySelector("[name^='a-']:checked, [name^='n-']:checked") ?? typed?.value);
}
