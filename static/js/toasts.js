// Messages go by themselves after a while, except warnings and errors, and never while somebody is on them.
const SECONDS = 10;

function leaveLater(toast) {
  if (!["good", "info"].includes(toast.dataset.toast)) return;
  const timer = setInterval(() => {
    if (toast.matches(":hover, :focus-within")) return;
    clearInterval(timer);
    toast.remove();
  }, SECONDS * 1000);
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-toast-close]")) event.target.closest("[data-toast]").remove();
});

const toasts = document.getElementById("toasts");
if (toasts) {
  for (const toast of toasts.children) leaveLater(toast);
  new MutationObserver((changes) => {
    for (const node of changes.flatMap((change) => [...change.addedNodes])) {
      if (node.nodeType === Node.ELEMENT_NODE && node.dataset.toast) leaveLater(node);
    }
  }).observe(toasts, { childList: true });
}
