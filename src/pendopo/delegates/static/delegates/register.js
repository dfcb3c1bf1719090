// Registration on a phone with a weak link: steps without loading, a draft on the phone, sending that may be repeated.
// Without this file every step is an ordinary form.

const WEEK = 7 * 24 * 3600 * 1000;
const keyOf = (id) => `pendopo.register.${id}`;
let form, waiting = false;

/** The draft on this phone, if it is not too old to be trusted. */
function draft() {
  try {
    const found = JSON.parse(localStorage.getItem(keyOf(form.dataset.register)));
    if (found && Date.now() - found.at < WEEK) return found;
  } catch { /* no storage, or not ours: begin anew */ }
  return null;
}

function forget(id = form.dataset.register) {
  try { localStorage.removeItem(keyOf(id)); } catch { /* nothing was kept */ }
}

const isForeign = () => Boolean(form.querySelector("[name=foreign]:checked"));

function save() {
  if (isForeign()) return;
  const values = [...new FormData(form)].filter(([name]) => !["go", "asked", "foreign"].includes(name));
  try {
    localStorage.setItem(keyOf(form.dataset.register), JSON.stringify({ at: Date.now(), values }));
    tell("saved");
  } catch { /* full or forbidden: the form still works */ }
}

/** Put a draft back; the sending keeps its number, so that what arrived twice counts once. */
function restore({ values }) {
  for (const field of form.elements) {
    if (!field.name || field.type === "submit" || ["asked", "foreign"].includes(field.name)) continue;
    const found = values.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "radio" || field.type === "checkbox") field.checked = found.includes(field.value);
    else if (found.length) field.value = found[0];
  }
  show(Number(form.elements.at.value));
}

/** One of the sentences that the page brings along, said where screen readers hear it. */
function tell(name) {
  const box = form.querySelector("[data-say]");
  const text = form.dataset[name] ?? "";
  if (box.textContent !== text) box.textContent = text;
}

// Questions that follow from others

function answersOf(name) {
  const fields = [...form.elements].filter((field) => field.name === name);
  return fields
    .filter((field) => (field.type === "radio" || field.type === "checkbox" ? field.checked : field.value !== ""))
    .map((field) => field.value);
}

function passes(test, given, wanted) {
  if (test === "is_not") return !(given.length === 1 && given[0] === wanted);
  if (!given.length) return false;
  if (test === "is") return given.length === 1 && given[0] === wanted;
  if (test === "includes") return given.includes(wanted);
  if (test === "at_least") return Number(given[0]) >= Number(wanted);
  return test === "before" && given[0] < wanted;
}

/** Show what follows from the answers so far, in order, so that one hidden question hides what hangs on it. */
function ask() {
  const asked = [];
  for (const part of form.querySelectorAll("[data-ask]")) {
    const { after, test, value } = part.dataset;
    const before = after && form.querySelector(`[data-ask="${after.slice(2)}"]`);
    part.hidden = Boolean(after) && (before?.hidden !== false || !passes(test, answersOf(after), value));
    if (!part.hidden) asked.push(part.dataset.ask);
  }
  form.elements.asked.value = asked.join(" ");
}

// Steps

const parts = () => [...form.querySelectorAll("section[data-step]")];

function show(step, focus = false) {
  form.elements.at.value = step;
  for (const part of parts()) part.hidden = Number(part.dataset.step) !== step;
  for (const mark of form.querySelectorAll("[data-mark]")) {
    const number = Number(mark.dataset.mark);
    mark.toggleAttribute("aria-current", number === step);
    if (number === step) mark.setAttribute("aria-current", "step");
    if (number < step) mark.dataset.s = "ok";
    else delete mark.dataset.s;
  }
  const head = form.querySelector(`section[data-step="${step}"] h2`);
  if (focus && head) head.focus();
}

function isWhole(step) {
  const wrong = [...form.querySelector(`section[data-step="${step}"]`).querySelectorAll("input,select,textarea")]
    .find((field) => !field.closest("[data-ask][hidden]") && !field.checkValidity());
  wrong?.reportValidity();
  return !wrong;
}

function press(event) {
  const button = event.submitter ?? form.querySelector("section:not([hidden]) [name=go]");
  const go = button?.value ?? "next", step = Number(form.elements.at.value);
  event.preventDefault();
  if (go === "back" || (go === "next" && step < parts().length && isWhole(step))) {
    show(go === "back" ? Math.max(step - 1, 1) : step + 1, true);
    save();
  } else if (go === "send" && isWhole(step)) send();
}

// Sending

async function send() {
  save();
  const button = form.querySelector("[value=send]"), body = new FormData(form);
  body.set("go", "send");
  button.setAttribute("aria-busy", "true");
  try {
    tell("sending");
    const cut = AbortSignal.timeout(45_000);
    // The page to which a registration leads says thank you once, so it is opened only once: by the phone itself.
    const how = { method: "POST", body, signal: cut, redirect: "manual" };
    const answer = await fetch(form.getAttribute("action"), how);
    if (answer.type === "opaqueredirect") {
      forget();
      location.assign(form.dataset.home);
    } else renew(await answer.text());
  } catch {
    waiting = true;
    tell(isForeign() ? "stays" : "waits");
  } finally {
    button.removeAttribute("aria-busy");
  }
}

/** The page that came instead: what is wrong with the form, or the question for the digits. */
function renew(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  document.getElementById("main").replaceWith(document.adoptNode(page.getElementById("main")));
  begin(false);
  document.querySelector("[data-focus]")?.focus();
  scrollTo(0, 0);
}

function begin(fresh) {
  form = document.querySelector("form[data-register]");
  if (!form) return;
  form.querySelector("[data-phone]").hidden = false;
  const found = fresh && form.dataset.fresh && !isForeign() ? draft() : null;
  if (found) {
    restore(found);
    form.querySelector("[data-resumed]").hidden = false;
  }
  form.addEventListener("submit", press);
  form.addEventListener("input", () => { ask(); save(); });
  form.querySelector("[name=foreign]").addEventListener("change", () => isForeign() && (forget(), tell("stays")));
  form.querySelector("[data-drop]").addEventListener("click", () => { forget(); location.reload(); });
  ask();
}

addEventListener("online", () => {
  if (!waiting || !form?.isConnected) return;
  waiting = false;
  send();
});
for (const done of document.querySelectorAll("[data-done]")) forget(done.dataset.done);
begin(true);
