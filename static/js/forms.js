// Small manners of forms: errors get the focus, a form is sent once, a filter applies itself.
function focusErrors(root) {
  root.querySelector("[data-error-summary]:not([data-gallery] *)")?.focus();
}

focusErrors(document);
document.addEventListener("htmx:after:swap", () => focusErrors(document));

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented || form.closest("[hx-post]")) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "1";
});

// The page can come back from the browser's memory with its forms still marked as sent.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

document.addEventListener("change", (event) => {
  const form = event.target.closest("[data-apply-on-change]");
  if (form && event.target.matches("select, input[type=checkbox], input[type=date]")) form.requestSubmit();
});

let typing;
document.addEventListener("input", (event) => {
  if (!event.target.matches("[data-apply-on-input]")) return;
  clearTimeout(typing);
  typing = setTimeout(() => event.target.form.requestSubmit(), 250);
});
