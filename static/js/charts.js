// Draws every [data-chart] with Plotly when it comes into view; colours come from the page's CSS variables.
(() => {
  const MARKS = { nl: [",", "."], de: [",", "."], fr: [",", "\u202f"], en: [".", ","] };
  const FONT = getComputedStyle(document.body).fontFamily;
  const language = document.documentElement.lang.slice(0, 2);
  const [decimal, thousands] = MARKS[language];
  const locale = { dictionary: {}, format: { decimal, thousands } };
  const fetched = new Map();

  // A geo map asks a far host for world borders, even when it shows none. Ours has none to show.
  const empty = { type: "Topology", objects: {}, arcs: [] };
  for (const name of ["coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits"]) {
    empty.objects[name] = { type: "GeometryCollection", geometries: [] };
  }
  window.PlotlyGeoAssets = { topojson: { world_110m: empty, world_50m: empty } };

  const colour = (name) => {
    const [variable, opacity] = name.slice(1).split("/");
    const value = getComputedStyle(document.documentElement).getPropertyValue(`--${variable}`).trim();
    if (!opacity) return value;
    const [red, green, blue] = [1, 3, 5].map((at) => parseInt(value.slice(at, at + 2), 16));
    return `rgba(${red},${green},${blue},${opacity})`;
  };

  const painted = (part) => {
    if (typeof part === "string") return /^@[a-z]/.test(part) ? colour(part) : part;
    if (Array.isArray(part)) return part.map(painted);
    if (part && typeof part === "object") {
      return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, painted(value)]));
    }
    return part;
  };

  const jsonAt = (url) => {
    if (!fetched.has(url)) fetched.set(url, fetch(url).then((answer) => answer.json()));
    return fetched.get(url);
  };

  const sourceOf = (chart) => {
    if (!chart.dataset.figure) return jsonAt(chart.dataset.figureUrl);
    return JSON.parse(document.getElementById(chart.dataset.figure).textContent);
  };

  // The stretch of the earth that the borders fill, with a hair around it.
  const frameOf = (geojson) => {
    const points = geojson.features.flatMap((one) => one.geometry.coordinates.flat(one.geometry.type === "Polygon" ? 1 : 2));
    const range = (axis) => {
      const values = points.map((point) => point[axis]);
      const [low, high] = [Math.min(...values), Math.max(...values)];
      const room = (high - low) * 0.02;
      return { range: [low - room, high + room] };
    };
    return { lonaxis: range(0), lataxis: range(1) };
  };

  const ready = async (chart) => {
    const figure = painted(await sourceOf(chart));
    figure.layout.font.family = FONT;
    if (figure.meta.geojson) {
      const geojson = await jsonAt(figure.meta.geojson);
      figure.data.forEach((trace) => Object.assign(trace, { geojson, featureidkey: "id" }));
      Object.assign(figure.layout.geo, frameOf(geojson));
    }
    return figure;
  };

  // On a phone only as many periods as can be read, the last one always.
  const LABEL = 64;
  const thinned = (figure, width) => {
    const axis = figure.layout.xaxis;
    const step = Math.ceil((axis.ticktext.length * LABEL) / width);
    const kept = (_, at) => (axis.ticktext.length - 1 - at) % step === 0;
    axis.tickvals = axis.tickvals.filter(kept);
    axis.ticktext = axis.ticktext.filter(kept);
  };

  const CONFIG = {
    locale: `own-${language}`,
    locales: { [`own-${language}`]: locale },
    displayModeBar: false,
    responsive: true,
    scrollZoom: false,
    doubleClick: false,
    showTips: false,
  };

  const draw = async (chart) => {
    const canvas = chart.querySelector("[data-chart-canvas]");
    const figure = await ready(chart);
    if (figure.meta.kind === "trend") thinned(figure, canvas.clientWidth);
    await window.Plotly.react(canvas, figure.data, figure.layout, CONFIG);
    if (chart.dataset.drawn) return;
    chart.dataset.drawn = "true";
    if (figure.meta.kind === "map" || figure.meta.opens) openOnClick(canvas);
  };

  const openOnClick = (canvas) => {
    canvas.on("plotly_click", (event) => {
      const url = event.points[0]?.customdata;
      if (url) window.location.assign(url);
    });
  };

  const marked = async (chart, url) => {
    const image = new Image();
    image.src = url;
    await image.decode();
    const scale = 2;
    const footer = 44 * scale;
    const board = document.createElement("canvas");
    board.width = image.width;
    board.height = image.height + footer;
    const pen = board.getContext("2d");
    pen.fillStyle = colour("@paper");
    pen.fillRect(0, 0, board.width, board.height);
    pen.drawImage(image, 0, 0);
    pen.fillStyle = colour("@ink");
    pen.font = `600 ${13 * scale}px ${FONT}`;
    pen.fillText(chart.dataset.title, 12 * scale, image.height + 16 * scale);
    pen.fillStyle = colour("@ink-2");
    pen.font = `${12 * scale}px ${FONT}`;
    pen.fillText(chart.dataset.mark, 12 * scale, image.height + 34 * scale);
    return board.toDataURL("image/png");
  };

  const save = async (chart) => {
    await draw(chart);
    const canvas = chart.querySelector("[data-chart-canvas]");
    const size = { width: canvas.clientWidth, height: canvas.clientHeight };
    const plain = await window.Plotly.toImage(canvas, { format: "png", scale: 2, ...size });
    const link = document.createElement("a");
    link.href = await marked(chart, plain);
    link.download = `${chart.dataset.name}.png`;
    link.click();
  };

  const zoom = (chart, factor) => {
    const canvas = chart.querySelector("[data-chart-canvas]");
    const now = canvas._fullLayout.geo.projection.scale;
    window.Plotly.relayout(canvas, { "geo.projection.scale": Math.max(1, now * factor) });
  };

  const charts = [...document.querySelectorAll("[data-chart]")];
  const watch = new IntersectionObserver(
    (entries) => {
      for (const entry of entries.filter((one) => one.isIntersecting)) {
        watch.unobserve(entry.target);
        draw(entry.target);
      }
    },
    { rootMargin: "300px" },
  );

  const begin = (chart) => {
    const table = chart.querySelector("[data-chart-table]");
    if (table) {
      table.open = false;
      table.dataset.ready = "true";
    }
    chart.dataset.begun = "true";
    chart.querySelectorAll("[data-chart-png]").forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => save(chart));
    });
    chart.querySelectorAll("[data-chart-zoom]").forEach((button) => {
      button.addEventListener("click", () => zoom(chart, Number(button.dataset.chartZoom)));
    });
    watch.observe(chart);
  };

  charts.forEach(begin);
  document.addEventListener("theme:changed", () => charts.filter((chart) => chart.dataset.drawn).forEach(draw));
  document.addEventListener("htmx:afterSwap", () => {
    for (const chart of document.querySelectorAll("[data-chart]:not([data-begun])")) {
      charts.push(chart);
      begin(chart);
    }
  });
  window.addEventListener("beforeprint", () => charts.filter((chart) => !chart.dataset.drawn).forEach(draw));
})();
