// How nodes and labels are painted. Labels keep their size at every zoom; of those that would overlap only the most
// important are shown, and more of them as one zooms in.

const paths = new Map(data.kinds.map((kind) => [kind.name, new Path2D(data.shapes[kind.shape])]));
const theme = {};
const widths = new Map();

function readTheme() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["ground", "ink", "soft", "edge", "accent", "outline"]) {
    theme[name] = style.getPropertyValue("--" + name).trim();
  }
  theme.font = getComputedStyle(document.body).fontFamily;
}

// The nodes that stay bright: all, or those around what is chosen.
let focus = null;

function refocus() {
  focus = null;
  if (state.node !== null) {
    focus = new Set([state.node]);
    for (const edge of edgesOf.get(state.node)) focus.add(edge.from).add(edge.to);
  } else if (state.edge !== null) {
    const edge = edges.get(state.edge);
    focus = new Set([edge.from, edge.to]);
  }
}

const isBright = (id) => focus === null || focus.has(id) || state.hovered === id;

function isEdgeBright(edge) {
  if (state.edge !== null) return edge.id === state.edge;
  return state.node === null || edge.from === state.node || edge.to === state.node;
}

// Nodes grow a little on the canvas as one zooms out, so that shapes can still be told apart.
const radius = (node, scale) => node.size * Math.min(2, Math.max(1, 0.42 / scale));

function paintNode({ ctx, id, x, y }) {
  const node = nodes.get(id);
  const size = radius(node, graph.getScale());
  const chosen = id === state.node;
  return {
    drawNode() {
      ctx.save();
      ctx.globalAlpha = isBright(id) ? 1 : 0.16;
      ctx.translate(x, y);
      ctx.scale(size, size);
      ctx.fillStyle = kinds.get(node.kind).colour;
      ctx.strokeStyle = chosen || state.hovered === id ? theme.ink : theme.outline;
      ctx.lineWidth = (chosen ? 3.5 : 1.2) / size;
      ctx.lineJoin = "round";
      ctx.fill(paths.get(node.kind));
      ctx.stroke(paths.get(node.kind));
      ctx.restore();
    },
    nodeDimensions: { width: 2 * size, height: 2 * size },
  };
}

function overlaps(box, others) {
  return others.some(
    (other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom,
  );
}

function widthOf(ctx, text) {
  const key = ctx.font + text;
  if (!widths.has(key)) widths.set(key, ctx.measureText(text).width);
  return widths.get(key);
}

function paintText(ctx, lines, x, top, height, colour) {
  ctx.lineWidth = 3.5;
  ctx.lineJoin = "round";
  ctx.strokeStyle = theme.ground;
  ctx.fillStyle = colour;
  lines.forEach((line, index) => {
    ctx.strokeText(line, x, top + height * (index + 0.5));
    ctx.fillText(line, x, top + height * (index + 0.5));
  });
}

// Paints a label at the first of some places (centre and top of its box) where it covers neither another label nor a
// node's body. With a need of 1 it may cover bodies, with one of 2 at last labels.
function paintLabel(ctx, lines, height, places, colour, taken, bodies, need = 0) {
  const half = Math.max(...lines.map((line) => widthOf(ctx, line))) / 2 + 2;
  const { clientWidth, clientHeight } = ctx.canvas;
  const boxes = places(half).map(([x, top]) => ({ x, left: x - half, right: x + half, top, bottom: top + height * lines.length }));
  const free = boxes.filter((one) => !overlaps(one, taken));
  const box = free.find((one) => !overlaps(one, bodies)) ?? (need > 0 ? free[0] : null) ?? (need > 1 ? boxes[0] : null);
  if (!box || box.right < 0 || box.left > clientWidth || box.bottom < 0 || box.top > clientHeight) return;
  taken.push(box);
  paintText(ctx, lines, box.x, box.top, height, colour);
}

function paintLabels(ctx) {
  const scale = graph.getScale();
  const ratio = ctx.canvas.width / ctx.canvas.clientWidth;
  const places = graph.getPositions();
  const km = state.language === "km";
  const shown = data.nodes.filter(isShown);
  const rank = (node) =>
    (node.id === state.node || node.id === state.hovered ? 2e6 : focus !== null && focus.has(node.id) ? 1e6 : 0) + node.weight;
  const bodies = shown.map((node) => ({ node, ...graph.canvasToDOM(places[node.id]) }));
  bodies.sort((one, other) => rank(other.node) - rank(one.node) || one.node.id - other.node.id);
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  const size = scale < 0.35 ? 11.5 : 13;
  const height = size * (km ? 1.62 : 1.25);
  ctx.font = `${size}px ${theme.font}`;
  const covered = bodies.slice(0, 400).map(({ node, x, y }) => {
    const reach = radius(node, scale) * scale * 0.75;
    return { left: x - reach, right: x + reach, top: y - reach, bottom: y + reach };
  });
  const prominent = focus === null ? Math.min(15, bodies.length / 8) : 1;
  const taken = covered.slice(0, prominent);
  bodies.forEach(({ node, x, y }, index) => {
    if (!isBright(node.id)) return;
    const need = node.id === state.node || node.id === state.hovered ? 2 : index < prominent ? 1 : 0;
    const lines = said(node.lines).split("\n");
    const tall = height * lines.length;
    const reach = radius(node, scale) * scale + 3;
    // Below, above, to the right, to the left.
    const around = (half) => [
      [x, y + reach], [x, y - reach - tall], [x + reach + half, y - tall / 2], [x - reach - half, y - tall / 2],
    ];
    paintLabel(ctx, lines, height, around, theme.ink, taken, covered, need);
  });
  paintEdgeLabels(ctx, scale, taken, covered);
  ctx.restore();
}

function paintEdgeLabels(ctx, scale, taken, covered) {
  const chosen = state.node !== null || state.edge !== null;
  if (!chosen && scale < 1.1) return;
  ctx.font = `italic 12px ${theme.font}`;
  for (const edge of edges.values()) {
    const ends = isShown(nodes.get(edge.from)) && isShown(nodes.get(edge.to));
    if (!ends || !isEdgeBright(edge) || (edge.quiet && edge.id !== state.edge)) continue;
    const drawn = graph.body.edges[edge.id];
    const middle = graph.canvasToDOM(drawn.edgeType.getPoint(0.5));
    paintLabel(ctx, [said(edge.labels)], 18, () => [[middle.x, middle.y - 9]], theme.soft, taken, covered, edge.id === state.edge ? 2 : 0);
  }
}
