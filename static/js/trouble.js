// Says so when a fragment could not be had: the server failed, or there is no connection.
const banner = document.getElementById("trouble");

function tell(text) {
  banner.querySelector("[data-trouble-text]").textContent = text;
  banner.hidden = false;
}

if (banner) {
  document.addEventListener("htmx:response:error", (event) => {
    const response = event.detail.ctx?.response;
    if (!response || response.status < 500) return;
    const id = response.headers.get("X-Request-Id");
    tell(`That did not work; nothing was changed.${id ? ` Please try again. If it stays, report number ${id}.` : ""}`);
  });
  document.addEventListener("htmx:error", (event) => {
    if (event.detail.error?.name !== "AbortError") tell("No connection: your last change was not saved.");
  });
  document.addEventListener("htmx:after:request", (event) => {
    if (event.detail.ctx?.response?.status < 500) banner.hidden = true;
  });
  banner.addEventListener("click", (event) => {
    if (event.target.closest("[data-trouble-close]")) banner.hidden = true;
  });
}
