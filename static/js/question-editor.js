// The editor of a draft: only the fields of the chosen kind show, rows of options are added and moved, and the tree
// shows the part that is open. Without this all fields show, and options are added in the spare rows.
function showKind(root) {
  const kind = root.querySelector("#id_kind")?.value;
  if (kind) for (const part of root.querySelectorAll("[data-for-kinds]")) part.hidden = !part.dataset.forKinds.split(" ").includes(kind);
}

function offerTools(root) {
  for (const button of root.querySelectorAll("[data-option-add], [data-option-move]")) button.hidden = false;
}

function addOption(form) {
  const rows = form.querySelector("[data-options]");
  const row = rows.lastElementChild.cloneNode(true);
  const number = 1 + Math.max(...[...rows.querySelectorAll("[name=option_row]")].map((each) => Number(each.value)));
  for (const input of row.querySelectorAll("input")) {
    input.name = input.name.replace(/^option-\d+/, `option-${number}`);
    if (input.name === "option_row") input.value = number;
    else if (input.type === "checkbox") input.checked = false;
    else input.value = "";
    input.removeAttribute("aria-invalid");
  }
  for (const named of row.querySelectorAll("[aria-label]")) named.ariaLabel = named.ariaLabel.replace(/\d+/, number);
  for (const error of row.querySelectorAll(".field-error")) error.remove();
  row.classList.remove("row-bad");
  rows.append(row);
  row.querySelector("input:not([type=hidden])").focus();
}

function moveOption(button) {
  const row = button.closest("[data-option]");
  const other = button.dataset.optionMove === "up" ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  if (button.dataset.optionMove === "up") other.before(row);
  else other.after(row);
  button.focus();
}

function begin() {
  showKind(document);
  offerTools(document);
  document.querySelector("[data-tree] [aria-current]")?.scrollIntoView({ block: "nearest" });
}

document.addEventListener("change", (event) => {
  if (event.target.id === "id_kind") showKind(document);
});
document.addEventListener("click", (event) => {
  const add = event.target.closest("[data-option-add]");
  const move = event.target.closest("[data-option-move]");
  if (add) addOption(add.form);
  if (move) moveOption(move);
});
document.addEventListener("htmx:after:swap", begin);
begin();
