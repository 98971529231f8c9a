// The legend, which is also the filter: a kind whose box is not ticked is not drawn.

function setShown(kind, shown) {
  if (shown) state.hidden.delete(kind);
  else state.hidden.add(kind);
  const chosen = state.node !== null && !isShown(nodes.get(state.node));
  refilter();
  showLegend();
  if (chosen) choose({});
  else restyle();
  showList();
}

function showLegend() {
  const focused = document.activeElement?.dataset?.kind;
  const rows = data.kinds.map((kind) => {
    const box = make("input", { type: "checkbox", "data-kind": kind.name });
    box.checked = !state.hidden.has(kind.name);
    box.addEventListener("change", () => setShown(kind.name, box.checked));
    const label = worded("span", said(kind.label), { class: "label" });
    return make("li", {}, make("label", {}, box, sample(kind), label, make("span", { class: "count", text: digits(kind.count) })));
  });
  byId("kinds").replaceChildren(...rows);
  if (focused) document.querySelector(`[data-kind="${CSS.escape(focused)}"]`)?.focus();
}

function setAll(shown) {
  state.hidden = new Set(shown ? [] : kinds.keys());
  refilter();
  showLegend();
  choose({});
  showList();
}
