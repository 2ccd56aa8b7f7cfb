// Put into pages by `songngu serve` only: loads a page again when its site was built anew, and shows what is wrong.
(() => {
  "use strict";
  const own = document.currentScript;
  const events = new EventSource(new URL("events", own.src));
  let host = null;

  events.addEventListener("message", (event) => {
    const state = JSON.parse(event.data);
    if (state.errors === 0 && state.version !== own.dataset.version) {
      location.reload();
      return;
    }
    show(state);
  });

  // Style sheets made here rather than style elements: a page's own rules neither reach in nor are reached.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { all: initial; position: fixed; inset: auto 0 0 0; z-index: 2147483647; font: 15px/1.5 system-ui, sans-serif }
    details { background: #1c1212; color: #fff; border-top: 4px solid #e8c15a; max-height: 60vh; overflow: auto }
    details.error { border-color: #ff6b5e }
    summary { padding: .6em 1.2em; cursor: pointer; font-weight: 600 }
    ol { margin: 0; padding: 0 1.2em 1em; list-style: none }
    li { padding: .6em 0; border-top: 1px solid #4a3a3a }
    code { font: 13px/1.5 ui-monospace, monospace; color: #ffd9a0; overflow-wrap: anywhere }
    p { margin: .2em 0 0 }
    p + p { color: #d8c8c8 }
  `);

  // Texts come from files: they are set as text, never as markup.
  function element(name, text, ...children) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    made.append(...children);
    return made;
  }

  function show(state) {
    host?.remove();
    host = null;
    if (state.problems.length === 0) return;
    const weight = { error: 0, warning: 1, note: 2 };
    const ordered = [...state.problems].sort((one, other) => weight[one.severity] - weight[other.severity]);
    const items = ordered.map((problem) => element("li", "",
      element("code", `${problem.path}:${problem.line}:${problem.column} ${problem.severity}: ${problem.code}`),
      element("p", problem.message), element("p", problem.hint)));
    const panel = element("details", "", element("summary", state.summary), element("ol", "", ...items));
    panel.open = state.errors > 0;
    panel.className = state.errors > 0 ? "error" : "";
    if (state.errors > 0) panel.setAttribute("role", "alert");
    host = document.createElement("songngu-problems");
    const root = host.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    root.append(panel);
    document.documentElement.append(host);
  }
})();
