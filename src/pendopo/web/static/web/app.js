// What the shell adds where scripts run. Every page reads and sends its forms without this file.

const words = { en: { unsent: "This form has changes that were not sent.", close: "Close" },
  id: { unsent: "Isian ini punya perubahan yang belum dikirim.", close: "Tutup" } };
const say = words[document.documentElement.lang] ?? words.en;

/** Show a sentence in the corner for a while; other modules import it. */
export function toast(text) {
  let stack = document.querySelector(".toasts");
  if (!stack) {
    stack = document.createElement("div");
    stack.className = "toasts";
    stack.setAttribute("role", "status");
    document.body.append(stack);
  }
  const box = document.createElement("div");
  const close = document.createElement("button");
  box.className = "toast";
  close.type = "button";
  close.textContent = say.close;
  close.onclick = () => box.remove();
  box.append(text, close);
  stack.append(box);
  setTimeout(() => box.matches(":hover, :focus-within") || box.remove(), 8000);
}

// A second press on a button must not send the form twice. Coming back with the browser's button frees it again.
const sent = new WeakSet();
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.matches("[hx-post],[data-hx-post]")) return;
  if (sent.has(form)) return event.preventDefault();
  sent.add(form);
  changed.delete(form);
  event.submitter?.setAttribute("aria-busy", "true");
});
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.forms) sent.delete(form);
  for (const button of document.querySelectorAll("button[aria-busy]")) button.removeAttribute("aria-busy");
});

// Leaving with unsent changes asks first, on forms that say they hold longer work.
const changed = new Set();
document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-draft]");
  if (form) changed.add(form);
});
addEventListener("beforeunload", (event) => {
  for (const form of changed) if (!form.isConnected) changed.delete(form);
  if (changed.size) event.preventDefault();
});
document.addEventListener("htmx:beforeOnLoad", (event) => {
  const form = event.target.closest?.("form[data-draft]");
  if (event.detail.xhr.status < 300 && form) changed.delete(form);
});
document.addEventListener("htmx:sendError", () => toast(say.unsent));

// Browsers before popovers and invoker commands: open and close by hand.
if (!("popover" in HTMLElement.prototype)) {
  for (const layer of document.querySelectorAll("[popover]")) layer.hidden = matchMedia("(width < 60rem)").matches || !layer.matches("nav");
  document.addEventListener("click", (event) => {
    const layer = document.getElementById(event.target.closest("[popovertarget]")?.getAttribute("popovertarget"));
    if (layer) layer.hidden = !layer.hidden;
  });
}
if (!("commandForElement" in HTMLButtonElement.prototype)) {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[commandfor]");
    const target = button && document.getElementById(button.getAttribute("commandfor"));
    if (button?.getAttribute("command") === "show-modal") target?.showModal();
    if (button?.getAttribute("command") === "close") target?.close();
  });
}

// After a refused form the reader starts at the list of what is wrong; in a form opened in place, at its heading.
document.querySelector("[data-focus]")?.focus();
document.addEventListener("htmx:afterSettle", ({ target }) => target.querySelector("[data-focus]")?.focus());
