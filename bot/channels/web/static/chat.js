// Sends without reloading. Everything works without this file too: the forms are plain forms.
"use strict";

const WAITS = [500, 1500, 4000, 8000]; // between tries; then the answer waits for the network
const PATIENCE = 10000; // for one try
const SLOW = 800; // before it is worth saying that something is being sent
const AGAIN = 20000; // between the tries of an answer that waits
const KEEP = 3600000; // an answer may be a date of birth: it lies on the phone no longer than this
const log = document.querySelector("#log ol");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let waiting = null; // the answer that has not been answered yet, with its bubble
let tried = ""; // the last one that was given up
let doubtful = false; // two different answers were tried: only the server knows which one it took
let held = ""; // news that came while something was being sent

history.scrollRestoration = "manual";
if (log.children.length > 1) reveal("auto");
// A page that the browser kept may show a question that is long answered.
addEventListener("pageshow", (event) => {
  if (event.persisted && location.pathname !== "/") location.reload();
});

function reveal(behavior) {
  const now = document.querySelector("#now");
  now.focus({ preventScroll: true });
  now.scrollIntoView({ block: "start", behavior });
}

function bubble(text, ask) {
  const item = document.createElement("li");
  item.className = "you";
  const who = document.createElement("b");
  who.className = "hide";
  who.textContent = ask.dataset.you;
  const said = document.createElement("p");
  said.textContent = text;
  item.append(who, said);
  return item;
}

// The unsent answer as this phone keeps it: read, with a value written, with null removed. Never the first one: it
// is a consent, and whoever opens the chat next on a shared phone must not send it for somebody else.
function stored(action, answer) {
  if (action === "/") return null;
  try {
    const key = `unsent ${action}`;
    if (answer) localStorage.setItem(key, JSON.stringify(answer));
    if (answer === null) localStorage.removeItem(key);
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null; // no storage here: the answer stays in the form
  }
}

function tidy() {
  try {
    for (const key of Object.keys(localStorage).filter((name) => name.startsWith("unsent "))) {
      if (JSON.parse(localStorage.getItem(key)).at < Date.now() - KEEP) localStorage.removeItem(key);
    }
  } catch {
    return; // no storage, nothing to tidy
  }
}

async function once({ action, body }) {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), PATIENCE);
  try {
    const headers = { "X-Fragment": "1", "Content-Type": "application/x-www-form-urlencoded" };
    const reply = await fetch(action, { method: "POST", body, headers, signal: control.signal });
    return { status: reply.status, headers: reply.headers, html: await reply.text() };
  } catch (fault) {
    return { status: 0, fault }; // offline, too slow, or cut off on the way back
  } finally {
    clearTimeout(timer);
  }
}

// The nonce stays the same over all tries, so an answer that did arrive is not taken twice.
async function post(answer, ask, waits) {
  const status = ask.querySelector("#status");
  const slow = setTimeout(() => (status.textContent = ask.dataset.sending), SLOW);
  for (const wait of [...waits, 0]) {
    const reply = await once(answer);
    clearTimeout(slow);
    if (reply.status && reply.status < 500) return reply;
    if (!wait) break;
    status.textContent = ask.dataset.retrying;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
  return null;
}

const row = () => Number(document.querySelector("#now").dataset.row);

// What the server says next: an answer to `mine`, or news that came by itself.
function show(html, { mine, news } = {}) {
  const part = document.createElement("template");
  part.innerHTML = html;
  const [ask, now] = ["#ask", "#now"].map((id) => part.content.querySelector(id));
  const [old, before, focused] = [document.querySelector("#ask"), document.querySelector("#now"), document.activeElement];
  const fresh = ask.dataset.over || Number(now.dataset.row) > row();
  if (news && (!fresh || old.dataset.over)) return; // the page has it already, or all of the talk is erased
  if (ask.dataset.over) log.textContent = ""; // erased: nothing stays on a screen that others may see
  if (fresh) {
    before.removeAttribute("id");
    log.append(now);
  } else if (mine && before.compareDocumentPosition(mine) & Node.DOCUMENT_POSITION_FOLLOWING) {
    mine.remove(); // it had been taken, and the page tells it further up
  }
  const [field, filled] = [old, ask].map((form) => form.querySelector("#said"));
  if (news && field && filled) filled.value = field.value;
  old.replaceWith(ask);
  const behavior = calm.matches ? "auto" : "smooth";
  if (news && focused === field) filled.focus({ preventScroll: true });
  else if (!news || old.contains(focused)) reveal(behavior);
  else now.scrollIntoView({ block: "nearest", behavior });
  document.dispatchEvent(new Event("shown"));
}

function hear(html) {
  if (document.querySelector("#ask").dataset.busy) held = html;
  else show(html, { news: true });
}

async function send(answer, waits) {
  const ask = document.querySelector("#ask");
  ask.dataset.busy = "1";
  doubtful ||= Boolean(tried) && tried !== answer.body;
  if (waiting?.body !== answer.body) {
    waiting?.item.remove();
    waiting = { ...answer, item: bubble(answer.text, ask) };
    log.append(waiting.item);
    waiting.item.scrollIntoView({ block: "nearest" });
  }
  const { item } = waiting;
  const kept = stored(answer.action, answer);
  const reply = await post(answer, ask, waits);
  if (reply) {
    stored(answer.action, null);
    const place = reply.headers.get("X-Location") || location.pathname;
    if (!reply.headers.get("X-Fragment") || doubtful) return void location.replace(place);
    if (place !== location.pathname) history.replaceState(null, "", place);
    item.querySelector("small")?.remove();
    [waiting, tried] = [null, ""];
    show(reply.html, { mine: item });
  } else {
    tried = answer.body;
    ask.querySelector("#status").textContent = kept ? ask.dataset.queued : ask.dataset.unsent;
    if (!kept) giveBack();
    else if (!item.querySelector("small")) item.append(Object.assign(document.createElement("small"), { textContent: ask.dataset.waiting }));
    delete ask.dataset.busy;
  }
  if (held) show(held, { news: true });
  held = "";
}

function giveBack() {
  waiting.item.remove(); // a typed answer is still in its field
  waiting = null;
}

function resend() {
  const ask = document.querySelector("#ask");
  if (!waiting || ask.dataset.busy || document.hidden) return;
  if (waiting.at > Date.now() - KEEP) return void send(waiting, []);
  stored(waiting.action, null);
  ask.querySelector("#status").textContent = ask.dataset.unsent;
  giveBack();
}

document.addEventListener("submit", (event) => {
  const { target: form, submitter: button } = event;
  const ask = form.closest("#ask");
  if (!ask || !button) return; // an old browser that does not tell the button sends the plain form
  event.preventDefault();
  if (ask.dataset.busy) return;
  const fields = new URLSearchParams(new FormData(form));
  if (button.name) fields.set(button.name, button.value);
  const text = button.name ? button.textContent : fields.get("said");
  send({ action: form.getAttribute("action"), body: fields.toString(), text, at: Date.now() }, WAITS);
});

addEventListener("online", resend);
document.addEventListener("visibilitychange", resend);
setInterval(resend, AGAIN);
tidy();
const left = stored(location.pathname);
if (left && left.at > Date.now() - KEEP) send(left, WAITS);
