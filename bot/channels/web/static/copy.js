// Copies the code at one press; without this file it is copied as any text is.
"use strict";

const field = document.querySelector("#code");
const copy = document.querySelector("[data-copied]");
const told = document.querySelector("#status");
copy.hidden = false;
field.addEventListener("focus", () => field.select());

copy.addEventListener("click", async () => {
  let copied = true;
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    field.select(); // browsers inside apps often have no clipboard
    copied = Boolean(document.execCommand?.("copy"));
  }
  told.textContent = copied ? copy.dataset.copied : copy.dataset.byHand;
});
