// The drawing: vis-network with places computed beforehand. It stands still until somebody moves it.

const still = matchMedia("(prefers-reduced-motion: reduce)");

function edgeStyle(edge) {
  const bright = isEdgeBright(edge);
  const chosen = bright && (state.node !== null || state.edge !== null);
  const opacity = bright ? (edge.quiet && !chosen ? 0.5 : chosen ? 1 : 0.8) : 0.07;
  return { id: edge.id, color: { color: chosen ? theme.accent : theme.edge, hover: theme.accent, opacity, inherit: false } };
}

// Edges between the same two nodes are bent more and more, so that each can be seen and clicked.
function bends() {
  const seen = new Map();
  const bend = new Map();
  for (const edge of edges.values()) {
    const pair = Math.min(edge.from, edge.to) + " " + Math.max(edge.from, edge.to);
    const before = seen.get(pair) ?? 0;
    seen.set(pair, before + 1);
    bend.set(edge.id, 0.06 + 0.14 * before);
  }
  return bend;
}

function makeGraph() {
  const bend = bends();
  const nodeSet = new vis.DataSet(
    data.nodes.map(({ id, x, y, kind }) => ({
      id, x, y, shape: "custom", ctxRenderer: paintNode, hidden: state.hidden.has(kind),
    })),
  );
  const edgeSet = new vis.DataSet(
    [...edges.values()].map((edge) => ({
      ...edgeStyle(edge),
      from: edge.from,
      to: edge.to,
      dashes: edge.quiet ? [2, 4] : false,
      width: edge.quiet ? 1 : 1.6,
      smooth: { enabled: true, type: "curvedCW", roundness: bend.get(edge.id) },
    })),
  );
  const graph = new vis.Network(byId("drawing"), { nodes: nodeSet, edges: edgeSet }, {
    autoResize: true,
    physics: false,
    layout: { improvedLayout: false },
    edges: {
      arrows: { to: { enabled: true, scaleFactor: 0.45 } }, chosen: false, hoverWidth: 0.8, selectionWidth: 0.8,
      selfReference: { size: 16 },
    },
    interaction: { hover: true, multiselect: false, keyboard: { enabled: true, bindToWindow: false }, zoomSpeed: 0.7 },
  });
  return { graph, nodeSet, edgeSet };
}

readTheme();
const { graph, nodeSet, edgeSet } = makeGraph();

const motion = () => (still.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" });

// Moves the drawing so that the nodes, with room for their labels, fill what the panel leaves of it.
function bring(ids, { smallest = 0.02, largest = 1.1, animation = motion() } = {}) {
  const places = Object.values(graph.getPositions(ids));
  if (!places.length) return;
  const [xs, ys] = [places.map((place) => place.x), places.map((place) => place.y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const stage = byId("stage").getBoundingClientRect();
  const panel = byId("panel").getBoundingClientRect();
  // On a narrow screen the panel lies over the lower part of the drawing.
  const covered = panel.height && panel.top > stage.top ? Math.max(0, stage.bottom - panel.top) : 0;
  const room = { x: stage.width - 2 * Math.min(90, stage.width / 6), y: stage.height - covered - 130 };
  const scale = Math.min(room.x / (right - left || 1), Math.max(room.y, 60) / (bottom - top || 1));
  graph.moveTo({
    position: { x: (left + right) / 2, y: (top + bottom) / 2 },
    scale: Math.min(largest, Math.max(smallest, scale)),
    offset: { x: 0, y: -covered / 2 - 18 },
    animation,
  });
}

const fitAll = (animation = motion()) => bring(data.nodes.filter(isShown).map((node) => node.id), { animation });

function restyle() {
  refocus();
  edgeSet.update([...edges.values()].map(edgeStyle));
  graph.redraw();
}

function refilter() {
  nodeSet.update(data.nodes.map((node) => ({ id: node.id, hidden: !isShown(node) })));
}

// Brings a node and its neighbours into view.
function goTo(id) {
  const around = data.nodes.filter((node) => isShown(node) && focus.has(node.id)).map((node) => node.id);
  bring(around.length ? around : [id], { smallest: 0.4 });
}

function zoomBy(factor) {
  graph.moveTo({ scale: graph.getScale() * factor, animation: motion() });
}

function showTip(id) {
  const node = nodes.get(id);
  const { x, y } = graph.canvasToDOM(graph.getPositions([id])[id]);
  const tip = byId("tip");
  tip.replaceChildren(worded("span", said(node.names)), worded("small", said(node.classes)));
  tip.style.left = `${x}px`;
  tip.style.top = `${y + radius(node, graph.getScale()) * graph.getScale() + 8}px`;
  tip.hidden = false;
}

graph.on("afterDrawing", paintLabels);
graph.on("hoverNode", ({ node }) => {
  state.hovered = node;
  showTip(node);
});
graph.on("blurNode", () => {
  state.hovered = null;
  byId("tip").hidden = true;
});
graph.on("zoom", () => { byId("tip").hidden = true; });
graph.on("dragStart", () => { byId("tip").hidden = true; });
graph.on("click", ({ nodes: [node], edges: [edge] }) => {
  if (node !== undefined) choose({ node });
  else if (edge !== undefined) choose({ edge });
  else choose({});
});
