// What is nice to have around the chat: news by itself, going on inside a portal's frame, copying a link.
"use strict";

const LATER = 30000; // before asking a server again that refused to tell the news
const REMEMBER = 3600000; // how long a frame offers to go on
const framed = parent !== window;
let source = null;

// A page that nobody looks at holds no connection: browsers have six for all tabs together.
function listen() {
  const path = location.pathname;
  const over = document.querySelector("#ask").dataset.over;
  if (document.hidden || over || !row()) return hush(); // no row: nothing is kept under this address
  if (!window.EventSource || (source && source.readyState !== EventSource.CLOSED)) return;
  source = new EventSource(`${path}/news?after=${row()}`);
  source.onmessage = (event) => hear(event.data);
  source.onopen = resend;
  source.onerror = () => source?.readyState === EventSource.CLOSED && setTimeout(listen, LATER);
  source.addEventListener("gone", () => {
    if (document.querySelector("#ask").dataset.busy) return; // the answer may be what erased; it is told again if not
    hush();
    stored(path, null);
    remember(null);
    location.replace(path);
  });
}

function hush() {
  source?.close();
  source = null;
}

// In a portal's frame nothing else knows the address when the portal's page is loaded again. It stays in the tab:
// who opens the same portal on a shared computer later finds nothing.
function remember(talk) {
  try {
    if (talk) sessionStorage.setItem("talk", JSON.stringify(talk));
    if (talk === null) sessionStorage.removeItem("talk");
    return JSON.parse(sessionStorage.getItem("talk"));
  } catch {
    return null; // browsers may close their storage to frames
  }
}

function offer() {
  const talk = remember();
  if (!talk || talk.at < Date.now() - REMEMBER) return;
  const link = document.createElement("a");
  link.className = "button";
  link.href = talk.path;
  link.textContent = document.querySelector("#ask").dataset.resume;
  const line = document.createElement("p");
  line.className = "resume";
  line.append(link);
  document.querySelector("main").prepend(line);
}

function settle() {
  document.querySelectorAll("[data-copy]").forEach((button) => (button.hidden = false));
  document.querySelector(".resume")?.remove();
  const { pathname: path } = location;
  const over = document.querySelector("#ask").dataset.over || document.querySelector(".notice");
  if (framed) remember(path.startsWith("/c/") && !over ? { path, at: Date.now() } : null);
  listen();
}

// The browsers inside apps keep cameras from the registrars' identity check: people carry the link to a real one.
document.addEventListener("click", async ({ target }) => {
  const link = target.closest("[data-copy]")?.dataset.copy;
  if (!link) return;
  const words = document.querySelector("#ask").dataset;
  let copied = true;
  try {
    await navigator.clipboard.writeText(link);
  } catch {
    copied = byHand(target, link);
  }
  document.querySelector("#status").textContent = copied ? words.copied : words.copying;
  if (copied) target.textContent = words.copied;
});

function byHand(button, link) {
  const field = button.parentElement.querySelector("input") || document.createElement("input");
  Object.assign(field, { value: link, readOnly: true, ariaLabel: button.textContent });
  button.after(field);
  field.select();
  const copied = Boolean(document.execCommand?.("copy"));
  if (copied) {
    field.remove();
    button.focus();
  }
  return copied;
}

document.addEventListener("keydown", (event) => {
  if (framed && event.key === "Escape") parent.postMessage("hiendien:close", "*"); // says nothing to anybody else
});
document.addEventListener("shown", settle);
document.addEventListener("visibilitychange", listen);
addEventListener("online", listen);
addEventListener("pagehide", hush);
if (location.pathname === "/") {
  if (framed) offer();
} else settle();
