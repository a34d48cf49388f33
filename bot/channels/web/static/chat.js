// Sends without reloading. Everything works without this file too: the forms are plain forms.
"use strict";

const WAITS = [500, 1500, 4000, 8000]; // then the person decides
const log = document.querySelector("#log ol");

function bubble(text) {
  const item = document.createElement("li");
  item.className = "you";
  const who = document.createElement("b");
  who.className = "hide";
  who.textContent = document.querySelector("#ask").dataset.you;
  const said = document.createElement("p");
  said.textContent = text;
  item.append(who, said);
  return item;
}

// The nonce stays the same over all tries, so an answer that did arrive is not taken twice.
async function post(action, body, status, retrying) {
  for (let attempt = 0; ; attempt++) {
    try {
      const answer = await fetch(action, { method: "POST", body, headers: { "X-Fragment": "1" } });
      if (answer.status < 500) return answer;
    } catch (offline) {
      console.info("not sent yet:", offline.message);
    }
    if (attempt === WAITS.length) return null;
    status.textContent = retrying;
    await new Promise((resolve) => setTimeout(resolve, WAITS[attempt]));
  }
}

async function show(answer) {
  const place = answer.headers.get("X-Location");
  if (place && place !== location.pathname) history.replaceState(null, "", place);
  const part = document.createElement("template");
  part.innerHTML = await answer.text();
  document.querySelectorAll("#log .last").forEach((item) => item.classList.remove("last"));
  log.append(...part.content.querySelectorAll("li"));
  document.querySelector("#ask").replaceWith(part.content.querySelector("#ask"));
  const last = log.lastElementChild;
  last.focus({ preventScroll: true });
  last.scrollIntoView({ block: "start" });
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  const ask = form.closest("#ask");
  if (!ask) return;
  event.preventDefault();
  if (ask.dataset.busy) return;
  ask.dataset.busy = "1";
  const body = new URLSearchParams(new FormData(form));
  const button = event.submitter;
  if (button && button.name) body.set(button.name, button.value);
  const mine = bubble(button && button.name ? button.textContent : body.get("said"));
  log.append(mine);
  mine.scrollIntoView({ block: "nearest" });
  const status = ask.querySelector("#status");
  const answer = await post(form.getAttribute("action"), body, status, ask.dataset.retrying);
  if (answer && answer.headers.get("X-Fragment")) {
    await show(answer);
  } else if (answer) {
    location.reload(); // the server says something this page cannot show
  } else {
    mine.remove(); // still in the field, with the same nonce
    status.textContent = ask.dataset.unsent;
    delete ask.dataset.busy;
  }
});
