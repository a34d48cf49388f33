// Sends without reloading. Everything works without this file too: the forms are plain forms.
"use strict";

const WAITS = [500, 1500, 4000, 8000]; // between tries; then the person decides
const PATIENCE = 10000; // for one try
const SLOW = 800; // before it is worth saying that something is being sent
const log = document.querySelector("#log ol");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

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

async function once(action, body) {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), PATIENCE);
  try {
    const headers = { "X-Fragment": "1" };
    const answer = await fetch(action, { method: "POST", body, headers, signal: control.signal });
    return { status: answer.status, headers: answer.headers, html: await answer.text() };
  } catch (fault) {
    return { status: 0, fault }; // offline, too slow, or cut off on the way back
  } finally {
    clearTimeout(timer);
  }
}

// The nonce stays the same over all tries, so an answer that did arrive is not taken twice.
async function post(action, body, ask) {
  const status = ask.querySelector("#status");
  const slow = setTimeout(() => (status.textContent = ask.dataset.sending), SLOW);
  for (const wait of [...WAITS, 0]) {
    const answer = await once(action, body);
    clearTimeout(slow);
    if (answer.status && answer.status < 500) return answer;
    if (!wait) break;
    status.textContent = ask.dataset.retrying;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
  status.textContent = ask.dataset.unsent;
  return null;
}

function show(answer) {
  const place = answer.headers.get("X-Location");
  if (place !== location.pathname) history.replaceState(null, "", place);
  const part = document.createElement("template");
  part.innerHTML = answer.html;
  const ask = part.content.querySelector("#ask");
  if (ask.dataset.over) log.textContent = ""; // erased: nothing stays on a screen that others may see
  document.querySelectorAll("#now").forEach((item) => item.removeAttribute("id"));
  log.append(...part.content.querySelectorAll("li"));
  document.querySelector("#ask").replaceWith(ask);
  reveal(calm.matches ? "auto" : "smooth");
}

document.addEventListener("submit", async (event) => {
  const { target: form, submitter: button } = event;
  const ask = form.closest("#ask");
  if (!ask || !button) return; // an old browser that does not tell the button sends the plain form
  event.preventDefault();
  if (ask.dataset.busy) return;
  ask.dataset.busy = "1";
  const body = new URLSearchParams(new FormData(form));
  if (button.name) body.set(button.name, button.value);
  const sent = body.toString();
  // Two different answers were tried: only the server knows which one it took.
  const doubtful = ask.dataset.doubtful || (ask.dataset.tried && ask.dataset.tried !== sent);
  const mine = bubble(button.name ? button.textContent : body.get("said"), ask);
  log.append(mine);
  mine.scrollIntoView({ block: "nearest" });
  const answer = await post(form.getAttribute("action"), body, ask);
  if (answer && answer.headers.get("X-Fragment") && !doubtful) {
    show(answer);
  } else if (answer) {
    location.replace(answer.headers.get("X-Location") || location.pathname);
  } else {
    mine.remove(); // a typed answer is still in its field
    ask.dataset.tried = sent;
    if (doubtful) ask.dataset.doubtful = "1";
    delete ask.dataset.busy;
  }
});
