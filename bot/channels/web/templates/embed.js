// For a portal's page: <script src="https://…/embed.js" data-label="…" defer></script>
// A button, and the chat in a frame once it is pressed. Nothing is stored on the portal's side.
(() => {
  "use strict";
  const words = {{ words|tojson }};
  const script = document.currentScript;
  const home = new URL("/", script.src);
  const narrow = matchMedia("(max-width: 480px)");

  // Styles are set one by one: a portal that forbids inline styles allows that.
  function make(tag, style, attributes, text = "") {
    const element = document.createElement(tag);
    Object.assign(element.style, { all: "revert", boxSizing: "border-box" }, style);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.textContent = text;
    return element;
  }

  const look = { font: "600 16px/1.3 system-ui, sans-serif", color: "#fff", background: "#0b5cad" };
  const bar = { ...look, minHeight: "44px", minWidth: "44px", padding: "10px 16px", border: "1px solid #fff", cursor: "pointer" };
  const corner = { position: "fixed", right: "16px", bottom: "16px", zIndex: "2147483000", margin: "0" };
  const button = make(
    "button",
    { ...bar, ...corner, borderRadius: "22px", maxWidth: "calc(100vw - 32px)" },
    { type: "button", "aria-expanded": "false", "aria-haspopup": "dialog" },
    script.dataset.label || words.open,
  );
  const panel = make("dialog", {}, { "aria-label": words.title });
  const close = make("button", { ...bar, borderRadius: "0", width: "100%", flex: "none" }, { type: "button" }, words.close);
  const frame = make("iframe", { flex: "1", width: "100%", border: "0" }, { title: words.title, allow: "", referrerpolicy: "no-referrer" });
  panel.append(close, frame);
  document.body.append(button, panel);

  function fit() {
    const whole = { inset: "0", width: "100%", height: "100%", maxWidth: "none", maxHeight: "none" };
    const part = { inset: "auto 16px 16px auto", width: "400px", height: "min(640px, calc(100% - 32px))", maxHeight: "none" };
    const shape = { position: "fixed", padding: "0", margin: "0", border: "1px solid #0b5cad", zIndex: "2147483001", flexDirection: "column" };
    Object.assign(panel.style, shape, narrow.matches ? whole : part, { display: panel.open ? "flex" : "none" });
    button.setAttribute("aria-expanded", String(panel.open));
  }

  button.addEventListener("click", () => {
    if (!panel.show) return void window.open(home); // a browser older than dialogs
    if (narrow.matches) panel.showModal();
    else panel.show();
    fit();
    if (frame.src) frame.focus();
    else frame.src = home;
  });
  frame.addEventListener("load", () => document.activeElement === close && frame.focus());
  const shut = () => panel.open && panel.close();
  close.addEventListener("click", shut);
  panel.addEventListener("keydown", (event) => event.key === "Escape" && shut());
  panel.addEventListener("close", () => (fit(), button.focus()));
  narrow.addEventListener("change", fit);
  // A key pressed inside the frame is heard only there, and told.
  addEventListener("message", ({ source, origin, data }) => {
    if (source === frame.contentWindow && origin === home.origin && data === "hiendien:close") shut();
  });
})();
