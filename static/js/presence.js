// A sign of life while somebody reads and thinks, for the stopwatch. The server counts by its own clock.
const form = document.querySelector("[data-presence]");
const EVERY = 20000;

if (form) {
  let active = true;

  async function beat() {
    if (!active || document.hidden || !navigator.onLine) return;
    active = false;
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    try {
      await fetch(form.dataset.presence, { method: "POST", headers: { "X-CSRFToken": token }, redirect: "manual" });
    } catch {
      active = true;
    }
  }

  for (const name of ["keydown", "pointerdown", "pointermove", "scroll"]) {
    addEventListener(name, () => (active = true), { passive: true });
  }
  setInterval(beat, EVERY);
  beat();
}
