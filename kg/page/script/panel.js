// What is known of the node or edge that was chosen, with the words of the documents that say so.

function nodeLink(id) {
  const node = nodes.get(id);
  return worded("button", said(node.names), { type: "button", class: "link", onclick: () => choose({ node: id }, true) });
}

function nodeName(id, own) {
  return id === own ? worded("strong", said(nodes.get(id).names)) : nodeLink(id);
}

function sentence(edge, own) {
  const by = worded("span", ` — ${said(edge.labels)} → `, { class: "by" });
  return make("p", { class: "said" }, nodeName(edge.from, own), by, nodeName(edge.to, own));
}

// The quotation with its marked stretches; offsets count code points, as everywhere in the project.
function quotation([index, marks]) {
  const evidence = data.evidence[index];
  const signs = Array.from(evidence.quote);
  const quote = worded("blockquote", "", { lang: /[\u1780-\u17ff]/.test(evidence.quote) ? "km" : "en" });
  if (evidence.prefix) quote.append(make("span", { class: "around", text: "…" + evidence.prefix }));
  let at = 0;
  for (const [start, end] of marks.length ? marks : [[0, signs.length]]) {
    if (end <= at) continue;
    quote.append(signs.slice(at, Math.max(at, start)).join(""));
    quote.append(make("mark", { text: signs.slice(Math.max(at, start), end).join("") }));
    at = end;
  }
  quote.append(signs.slice(at).join(""));
  if (evidence.suffix) quote.append(make("span", { class: "around", text: evidence.suffix + "…" }));
  const { name, node } = data.documents[evidence.document];
  const place = filled(word("offsets"), evidence);
  return [quote, make("cite", {}, node === null ? worded("span", name) : nodeLink(node), ` · ${place}`)];
}

function withQuotations(summary, references, open) {
  const properties = { class: "words", ...(open ? { open: "" } : {}) };
  return make("details", properties, summary, ...references.flatMap(quotation));
}

function words(references, open) {
  if (!references.length) return make("p", { class: "register", text: word("register") });
  const summary = make("summary", { text: filled(word("words"), { count: references.length }) });
  return withQuotations(summary, references, open);
}

function details(node) {
  const list = make("dl");
  let last = null;
  for (const { name, value, evidence } of node.details) {
    list.append(make("dt", { text: said(name) === last ? "" : said(name) }));
    const text = evidence.length
      ? withQuotations(worded("summary", said(value)), evidence, false)
      : worded("span", said(value));
    list.append(make("dd", {}, text));
    last = said(name);
  }
  return list;
}

function top(...label) {
  const close = make("button", { type: "button", id: "close", text: word("close"), onclick: () => choose({}) });
  return make("div", { class: "top" }, ...label, close);
}

function nodePanel(node) {
  const kind = kinds.get(node.kind);
  const other = Object.values(node.names).find((name) => name !== said(node.names));
  const statements = edgesOf.get(node.id);
  const open = statements.length <= 12;
  const ordered = [...statements].sort((one, another) => one.quiet - another.quiet || one.id - another.id);
  const parts = [top(sample(kind), worded("span", said(node.classes))), worded("h2", said(node.names))];
  if (other) parts.push(worded("p", other, { class: "other" }));
  if (node.details.length) parts.push(make("h3", { text: word("details") }), details(node));
  if (ordered.length) {
    parts.push(make("h3", { text: `${word("statements")} (${digits(ordered.length)})` }));
    parts.push(make("ol", {}, ...ordered.map((edge) => make("li", {}, sentence(edge, node.id), words(edge.evidence, open)))));
  }
  return parts;
}

function edgePanel(edge) {
  return [top(make("span", { text: word("connection") })), worded("h2", said(edge.labels)), sentence(edge, null), words(edge.evidence, true)];
}

function showPanel() {
  const panel = byId("panel");
  const chosen = state.node !== null || state.edge !== null;
  const parts = !chosen ? [] : state.node !== null ? nodePanel(nodes.get(state.node)) : edgePanel(edges.get(state.edge));
  panel.replaceChildren(...parts);
  panel.hidden = !chosen;
  panel.scrollTop = 0;
  byId("hint").hidden = chosen;
}

// Where the focus was before it went to the panel.
let returnTo = null;

// Chooses a node, an edge or nothing; a node chosen elsewhere than in the drawing is brought to its middle.
function choose({ node = null, edge = null }, away = false) {
  const opened = byId("panel").hidden;
  const inside = byId("panel").contains(document.activeElement);
  state.node = node;
  state.edge = edge;
  byId("tip").hidden = true;
  if (node !== null && !isShown(nodes.get(node))) setShown(nodes.get(node).kind, true);
  showPanel();
  restyle();
  if (opened !== byId("panel").hidden) graph.setSize("100%", "100%");
  if (away) {
    goTo(node);
    if (!inside) returnTo = document.activeElement;
    byId("panel").focus({ preventScroll: true });
  } else if (inside && byId("panel").hidden) {
    returnTo?.focus({ preventScroll: true });
  }
}
