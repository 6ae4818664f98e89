// Ctrl K: type, choose with the arrows, Enter opens. Without JavaScript the same search is a page of its own.
const palette = document.querySelector("[data-palette]");
const ARRIVED = "palette-arrived";

if (sessionStorage.getItem(ARRIVED)) {
  sessionStorage.removeItem(ARRIVED);
  document.getElementById("heading")?.focus();
}

if (palette) {
  const input = palette.querySelector("[name=q]");
  const list = palette.querySelector("[data-palette-results]");
  const count = palette.querySelector("[data-palette-count]");
  let running = null;
  let search = Promise.resolve();
  let shown = null;

  const options = () => [...list.querySelectorAll("[role=option]")];
  const chosen = () => list.querySelector("[aria-selected=true]");

  function choose(option) {
    chosen()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function move(step) {
    const all = options();
    if (all.length) choose(all[(all.indexOf(chosen()) + step + all.length) % all.length]);
  }

  async function fetchResults(query, signal) {
    const url = `${palette.dataset.paletteUrl}?${new URLSearchParams({ q: query })}`;
    const answer = await fetch(url, { signal, headers: { "HX-Request": "true" } });
    if (!answer.ok) throw new Error(String(answer.status));
    list.innerHTML = await answer.text();
    const found = options();
    choose(found[0]);
    count.textContent = found.length === 1 ? "1 result" : `${found.length} results`;
  }

  function refresh() {
    const query = input.value.trim();
    if (query === shown) return;
    shown = query;
    running?.abort();
    running = new AbortController();
    search = fetchResults(query, running.signal).catch((error) => {
      if (error.name === "AbortError") return;
      shown = null;
      count.textContent = "The search did not answer. Try again.";
    });
  }

  function open() {
    if (palette.open) return;
    input.value = "";
    palette.showModal();
    input.focus();
    shown = null;
    refresh();
  }

  async function go() {
    refresh();
    let waited;
    do {
      waited = search;
      await waited;
    } while (waited !== search);
    const option = chosen();
    if (!option) return;
    sessionStorage.setItem(ARRIVED, "1");
    location.assign(option.href);
  }

  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
      event.preventDefault();
      open();
    }
  });
  document.addEventListener("click", (event) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (plain && event.target.closest("[data-palette-open]")) {
      event.preventDefault();
      open();
    } else if (event.target === palette) {
      palette.close();
    }
  });
  input.addEventListener("input", refresh);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else return;
    event.preventDefault();
  });
  palette.querySelector("[data-palette-form]").addEventListener("submit", (event) => {
    event.preventDefault();
    go();
  });
}
