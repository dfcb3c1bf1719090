// Saves paragraphs while they are written. A text that could not be sent stays on this device and is sent again.
// Without this file every paragraph has its own form with a button.

const words = document.getElementById("minutes-words")?.dataset ?? {};
const chip = document.querySelector("[data-saved-chip]");
const PAUSE = 1200;
const LONGEST_WAIT = 60_000;

function keep(key, value) {
  try {
    value ? localStorage.setItem(key, JSON.stringify(value)) : localStorage.removeItem(key);
  } catch { /* private windows may refuse: the text is still in the page */ }
}
function kept(key) {
  try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
}

class Paragraph {
  constructor(form) {
    this.form = form;
    this.key = `pendopo:paragraph:${form.dataset.paragraph}`;
    this.status = form.querySelector("[data-status]");
    this.saved = this.texts();
    this.wait = PAUSE;
    this.restore();
    form.querySelector("[data-plain-save]").remove();
    form.addEventListener("input", () => this.changed());
    form.addEventListener("submit", (event) => { event.preventDefault(); this.send(); });
    form.addEventListener("focusout", () => this.dirty() && this.later(0));
  }

  get ind() { return this.form.elements.text_ind; }
  get en() { return this.form.elements.text_en; }
  get revision() { return this.form.elements.revision; }
  texts() { return { text_ind: this.ind.value, text_en: this.en.value }; }
  dirty() { return JSON.stringify(this.texts()) !== JSON.stringify(this.saved); }

  restore() {
    const found = kept(this.key);
    if (!found) return;
    if (found.text_ind === this.ind.value && found.text_en === this.en.value) return keep(this.key, null);
    this.ind.value = found.text_ind;
    this.en.value = found.text_en;
    this.revision.value = found.revision; // an old revision makes the server show both texts
    if (found.text_en) this.en.closest("details")?.setAttribute("open", "");
    this.say(words.kept);
    this.later(PAUSE);
  }

  changed() {
    keep(this.key, { ...this.texts(), revision: this.revision.value });
    this.later(PAUSE);
  }

  later(pause) {
    clearTimeout(this.timer);
    if (!this.conflict) this.timer = setTimeout(() => this.send(), pause);
  }

  async send() {
    if (this.busy || this.conflict || !this.dirty()) return;
    this.busy = true;
    this.say(words.saving);
    const sent = this.texts();
    try {
      const response = await fetch(this.form.action, {
        method: "POST", body: new FormData(this.form), headers: { Accept: "application/json" }, redirect: "manual",
      });
      await this.answered(response, sent);
    } catch {
      this.retry(words.offline);
    } finally {
      this.busy = false;
      if (!this.failed && this.dirty()) this.later(PAUSE);
    }
  }

  async answered(response, sent) {
    if (response.type === "opaqueredirect" || response.status === 403 || response.status === 404) return this.retry(words.signin);
    if (response.status === 409) return this.choose(await response.json());
    if (response.status === 422) return this.refuse((await response.json()).sentence);
    if (!response.ok) return this.retry(words.offline);
    const told = await response.json();
    this.failed = false;
    this.wait = PAUSE;
    this.saved = sent;
    this.revision.value = told.revision;
    if (this.dirty()) keep(this.key, { ...this.texts(), revision: told.revision });
    else keep(this.key, null);
    this.say(words.saved.replace("{clock}", told.clock));
    if (chip) chip.textContent = chip.dataset.text.replace("{clock}", told.clock);
  }

  retry(text) {
    this.failed = true;
    keep(this.key, { ...this.texts(), revision: this.revision.value });
    this.say(text);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
    this.later(this.wait);
  }

  refuse(sentence) {
    this.failed = true;
    this.conflict = true;
    this.say(sentence);
  }

  choose(theirs) {
    this.conflict = true;
    this.say("");
    const box = document.getElementById("minutes-conflict").content.firstElementChild.cloneNode(true);
    box.querySelector("[data-sentence]").textContent = theirs.sentence;
    box.querySelector("[data-theirs]").textContent = [theirs.text_ind, theirs.text_en].filter(Boolean).join("\n\n");
    box.querySelector("[data-mine]").textContent = Object.values(this.texts()).filter(Boolean).join("\n\n");
    const settle = () => {
      this.revision.value = theirs.revision;
      this.saved = { text_ind: theirs.text_ind, text_en: theirs.text_en };
      this.conflict = this.failed = false;
      box.remove();
      this.ind.focus();
    };
    box.querySelector("[data-keep-mine]").onclick = () => { settle(); this.send(); };
    box.querySelector("[data-take-theirs]").onclick = () => {
      this.ind.value = theirs.text_ind;
      this.en.value = theirs.text_en;
      settle();
      keep(this.key, null);
      this.say("");
    };
    this.form.append(box);
    box.focus();
  }

  say(text) { if (this.status) this.status.textContent = text ?? ""; }
}

const paragraphs = [...document.querySelectorAll("form[data-paragraph]")].map((form) => new Paragraph(form));
addEventListener("online", () => paragraphs.forEach((paragraph) => paragraph.failed && paragraph.later(0)));
addEventListener("beforeunload", (event) => {
  if (paragraphs.some((paragraph) => paragraph.conflict && paragraph.dirty())) event.preventDefault();
});
