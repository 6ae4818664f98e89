// Writing a plan by keyboard: Enter goes to the next field and from the last one to Continue, Ctrl+Enter to the next step.
const form = document.querySelector("[data-saving]");

if (form) {
  const written = "[data-entry] :is(input:not([type=hidden]), select, textarea)";
  const controls = () => [...form.querySelectorAll(written)].filter((each) => each.checkVisibility());

  function enter(control) {
    const all = controls();
    const following = all[all.indexOf(control) + 1];
    if (following) {
      following.focus();
      following.select?.();
      return;
    }
    control.dispatchEvent(new Event("change", { bubbles: true }));
    const next = form.querySelector("[data-saving-next]");
    next.focus();
  }

  const leave = (control) => {
    control.dispatchEvent(new Event("change", { bubbles: true }));
    form.querySelector("[data-saving-next]")?.click();
  };

  form.addEventListener("keydown", (event) => {
    const control = event.target;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && control.closest("[data-entry]")) {
      event.preventDefault();
      leave(control);
      return;
    }
    if (event.key !== "Enter" || event.shiftKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    if (!control.closest("[data-entry]") || control.matches("textarea, button")) return;
    event.preventDefault();
    enter(control);
  });

  // After a row was added its name is ready to be typed; otherwise the first field of the step is.
  const named = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  const first = named?.matches("fieldset") ? named.querySelector(written) : named?.matches("input, select, textarea") ? named : null;
  if (first) {
    first.focus();
    first.select?.();
  } else if (!controls().length) form.querySelector("[data-saving-next]")?.focus({ preventScroll: true });
  else if (!location.hash && form.dataset.next) controls()[0].focus({ preventScroll: true });
}
