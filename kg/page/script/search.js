// Finding a node: by name in either language, other name or code, or in the list of all nodes.

// Case, accents and characters without width make no difference.
function folded(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f\u200b-\u200d\ufeff]/g, "").normalize("NFC").toLowerCase();
}

// Other names and codes.
const aliases = (node) => node.details.filter((detail) => detail.findable).map((detail) => detail.value.en);

const searchable = data.nodes.map((node) => ({
  node,
  texts: [...Object.values(node.names), ...aliases(node)].map(folded),
}));
let found = [];
let active = 0;

function score(texts, query) {
  let best = 0;
  for (const text of texts) {
    const at = text.indexOf(query);
    if (at === 0) best = Math.max(best, text.length === query.length ? 4 : 3);
    else if (at > 0) best = Math.max(best, /\s/.test(text[at - 1]) ? 2 : 1);
  }
  return best;
}

function find(query) {
  const wanted = folded(query.trim());
  if (!wanted) return [];
  return searchable
    .map(({ node, texts }) => ({ node, score: score(texts, wanted) }))
    .filter((hit) => hit.score)
    .sort((one, other) => other.score - one.score || other.node.weight - one.node.weight || one.node.id - other.node.id)
    .slice(0, 12)
    .map((hit) => hit.node);
}

function showResults() {
  const input = byId("search");
  const list = byId("results");
  const open = input.value.trim() !== "" && document.activeElement === input;
  const rows = found.map((node, index) => {
    const other = Object.values(node.names).find((name) => name !== said(node.names));
    const text = make("span", {}, worded("span", said(node.names)), ...(other ? [worded("small", other)] : []));
    return make("li", {
      role: "option", id: `result-${index}`, "aria-selected": String(index === active),
      onmousedown: (event) => { event.preventDefault(); pick(index); },
    }, sample(kinds.get(node.kind)), text);
  });
  list.replaceChildren(...(rows.length ? rows : [make("li", { text: word("nothing") })]));
  list.hidden = !open;
  input.setAttribute("aria-expanded", String(open));
  if (open && rows.length) input.setAttribute("aria-activedescendant", `result-${active}`);
  else input.removeAttribute("aria-activedescendant");
  if (open) list.children[active]?.scrollIntoView({ block: "nearest" });
}

function pick(index) {
  if (!found[index]) return;
  choose({ node: found[index].id }, true);
  showResults();
}

function searchKey(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && found.length) {
    active = (active + step + found.length) % found.length;
    showResults();
  } else if (event.key === "Enter") {
    pick(active);
  } else if (event.key === "Escape") {
    event.stopPropagation();
    event.target.value = "";
    found = [];
    showResults();
  } else {
    return;
  }
  event.preventDefault();
}

function startSearch() {
  const input = byId("search");
  input.addEventListener("input", () => {
    found = find(input.value);
    active = 0;
    showResults();
  });
  input.addEventListener("focus", showResults);
  input.addEventListener("blur", showResults);
  input.addEventListener("keydown", searchKey);
}

function showList() {
  const list = byId("list");
  if (list.hidden) return;
  const collator = new Intl.Collator(state.language);
  const groups = data.kinds.filter((kind) => kind.count && !state.hidden.has(kind.name)).map((kind) => {
    const members = data.nodes.filter((node) => node.kind === kind.name);
    members.sort((one, other) => collator.compare(said(one.names), said(other.names)) || one.id - other.id);
    const title = make("h2", {}, sample(kind), worded("span", said(kind.label)));
    return make("section", {}, title, make("ul", {}, ...members.map((node) => make("li", {}, nodeLink(node.id)))));
  });
  list.replaceChildren(...groups);
}
