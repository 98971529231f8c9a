// The page as a whole: language, buttons, keys.

function showWords() {
  document.documentElement.lang = state.language;
  document.title = word("title");
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = word(element.dataset.text);
  for (const element of document.querySelectorAll("[data-label]")) {
    const text = word(element.dataset.label);
    element.setAttribute("aria-label", text);
    if (element.tagName === "INPUT") element.placeholder = text;
    if (element.tagName === "BUTTON") element.title = text;
  }
  byId("counts").textContent = filled(word("counts"), data.counts);
  const pressed = byId("list-switch").getAttribute("aria-pressed") === "true";
  byId("list-switch").textContent = word(pressed ? "map" : "list");
  const buttons = Object.keys(data.words).map((language) =>
    make("button", {
      type: "button", lang: language, text: data.words[language].ownName, "data-language": language,
      "aria-pressed": String(language === state.language), onclick: () => setLanguage(language),
    }),
  );
  byId("languages").replaceChildren(...buttons);
}

function setLanguage(language) {
  state.language = language;
  showWords();
  showLegend();
  showPanel();
  showList();
  graph.redraw();
  document.querySelector(`[data-language="${CSS.escape(language)}"]`).focus();
}

function switchList() {
  const pressed = byId("list-switch").getAttribute("aria-pressed") !== "true";
  byId("list-switch").setAttribute("aria-pressed", String(pressed));
  byId("list").hidden = !pressed;
  byId("zoom").hidden = pressed;
  showWords();
  showList();
}

function onKey(event) {
  if (event.key === "Escape") choose({});
  else if (event.key === "/" && event.target.tagName !== "INPUT") {
    event.preventDefault();
    byId("search").focus();
  }
}

showWords();
showLegend();
startSearch();
byId("all").addEventListener("click", () => setAll(true));
byId("none").addEventListener("click", () => setAll(false));
byId("zoom-in").addEventListener("click", () => zoomBy(1.4));
byId("zoom-out").addEventListener("click", () => zoomBy(1 / 1.4));
byId("fit").addEventListener("click", () => fitAll());
byId("list-switch").addEventListener("click", switchList);
document.addEventListener("keydown", onKey);
if (matchMedia("(max-width: 760px)").matches) byId("legend").open = false;
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  readTheme();
  restyle();
});
fitAll(false);
// Widths measured before the Khmer font is ready would be wrong.
document.fonts.load('13px "Page Khmer"', "ក").then(() => {
  widths.clear();
  graph.redraw();
});
