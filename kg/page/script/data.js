// What the page shows, and the few helpers that every part uses. Text enters the page through textContent alone.

const data = JSON.parse(document.getElementById("data").textContent);
const state = { language: data.language, node: null, edge: null, hovered: null, hidden: new Set(data.hidden) };
const kinds = new Map(data.kinds.map((kind) => [kind.name, kind]));
const nodes = new Map(data.nodes.map((node) => [node.id, node]));
const edges = new Map(data.edges.map((edge, index) => [index, { ...edge, id: index }]));
const edgesOf = new Map(data.nodes.map((node) => [node.id, []]));
for (const edge of edges.values()) {
  edgesOf.get(edge.from).push(edge);
  if (edge.to !== edge.from) edgesOf.get(edge.to).push(edge);
}

const byId = (id) => document.getElementById(id);
const word = (name) => data.words[state.language][name];
const said = (texts) => texts[state.language];
const digits = (text) => String(text).replace(/[0-9]/g, (digit) => data.digits[state.language][digit]);
const filled = (template, values) => template.replace(/\{(\w+)\}/g, (_, name) => digits(values[name]));
const isShown = (node) => !state.hidden.has(node.kind);

function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "text") element.textContent = value;
    else if (value !== null) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

// A text with the language it is in, by its script, so that the browser chooses the right font.
function worded(tag, text, properties = {}) {
  return make(tag, { lang: /[\u1780-\u17ff]/.test(text) ? "km" : "en", text, ...properties });
}

function sample(kind) {
  const space = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(space, "svg");
  const path = document.createElementNS(space, "path");
  picture.setAttribute("class", "shape");
  picture.setAttribute("viewBox", "-1.3 -1.3 2.6 2.6");
  picture.setAttribute("aria-hidden", "true");
  path.setAttribute("d", data.shapes[kind.shape]);
  path.setAttribute("fill", kind.colour);
  picture.append(path);
  return picture;
}
