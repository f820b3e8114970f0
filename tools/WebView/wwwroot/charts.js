// Draws the charts with Apache ECharts, which Document.razor loads. All texts are drawn on a canvas: none becomes markup.
const zoomQuietMs = 150;
const heldMsMax = 5000;
const dashes = ["solid", "dashed", "dotted"];
const charts = new Map(); // id → { chart, element, data, isNear }
const waiting = new Map(); // id → the newest data that is not drawn yet
let page = null;
let turn = 0; // Counts the zooms made here. Data that answers an older one comes too late.
let turnAt = 0;
let zoomTimer = 0;
let isAsked = false;

const resized = new ResizeObserver((entries) => entries.forEach((entry) => charts.get(entry.target.id)?.chart.resize()));

// What is not in view is drawn when it comes into view.
const near = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    const shown = charts.get(entry.target.id);
    if (shown) {
      shown.isNear = entry.isIntersecting;
    }
  }

  ask();
}, { rootMargin: "200px" });

document.addEventListener("themechange", () => {
  for (const [id, shown] of charts) {
    if (shown.data && !waiting.has(id)) {
      waiting.set(id, shown.data);
    }
  }

  ask();
});

export function start(reference) {
  page = reference;
  turn = 0;
  waiting.clear();
  [...charts.keys()].forEach(remove);
}

// A page that is left may say so after the next one has begun.
export function stop(reference) {
  if (page?._id !== reference?._id) {
    return;
  }

  page = null;
  clearTimeout(zoomTimer);
  waiting.clear();
  [...charts.keys()].forEach(remove);
}

// Takes the newest data of all charts; a chart that is not among them is gone.
export function draw(list) {
  const ids = new Set(list.map((data) => data.id));
  [...charts.keys()].filter((id) => !ids.has(id)).forEach(remove);
  for (const data of list) {
    if (data.turn >= turn || performance.now() - turnAt > heldMsMax) {
      waiting.set(data.id, data);
    }
  }

  ask();
}

function ask() {
  if (!window.echarts) {
    addEventListener("load", ask, { once: true }); // The library comes while the page connects.
  } else if (!isAsked && waiting.size > 0) {
    isAsked = true;
    requestAnimationFrame(step);
  }
}

// One chart a frame: many at once would be one long frame.
function step() {
  isAsked = false;
  for (const [id, data] of waiting) {
    if (charts.get(id)?.element.isConnected === false) {
      remove(id); // The page has another element of that name now.
      waiting.set(id, data);
    }

    const shown = charts.get(id) ?? make(id);
    if (!shown) {
      waiting.delete(id); // Its element is gone.
    } else if (shown.isNear) {
      waiting.delete(id);
      shown.data = data;
      shown.chart.setOption(optionOf(data), { replaceMerge: ["series"] });
      shown.chart.getZr().flush();
      shown.element.dataset.drawn = data.series.reduce((sum, series) => sum + series.times.length, 0);
      ask();
      return;
    }
  }
}

function make(id) {
  const element = document.getElementById(id);
  if (!element) {
    return null;
  }

  const shown = { element, chart: echarts.init(element), data: null, isNear: true };
  shown.chart.on("datazoom", (event) => zoomed(shown, event.batch?.[0] ?? event));
  charts.set(id, shown);
  resized.observe(element);
  near.observe(element);
  return shown;
}

function remove(id) {
  const shown = charts.get(id);
  waiting.delete(id);
  if (shown) {
    resized.unobserve(shown.element);
    near.unobserve(shown.element);
    shown.chart.dispose();
    charts.delete(id);
  }
}

function zoomed(shown, event) {
  turn++;
  turnAt = performance.now();
  waiting.clear();
  clearTimeout(zoomTimer);
  zoomTimer = setTimeout(() => {
    const { baseMs, firstMs, lastMs } = shown.data;
    const at = (part) => Math.round(baseMs + firstMs + ((lastMs - firstMs) * part / 100));
    page?.invokeMethodAsync("Zoomed", at(event.start), at(event.end), turn).catch(() => { }); // Without a connection the next data takes it back.
  }, zoomQuietMs);
}

function optionOf(data) {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const text = colour("--soft");
  const line = colour("--line");
  const isCoarse = matchMedia("(pointer: coarse)").matches;
  return {
    animation: false,
    useUTC: false,
    textStyle: { color: text, fontFamily: "system-ui, sans-serif" },
    grid: { left: 8, right: 26, top: 12, bottom: 8, containLabel: true },
    xAxis: {
      type: "time",
      min: data.baseMs + data.firstMs,
      max: data.baseMs + data.lastMs,
      axisLine: { lineStyle: { color: line } },
      axisLabel: { color: text, hideOverlap: true, alignMinLabel: "left", alignMaxLabel: "right" },
      splitLine: { show: false },
    },
    yAxis: {
      type: "value",
      scale: true,
      axisLabel: { color: text },
      splitLine: { lineStyle: { color: line } },
    },
    dataZoom: [{
      type: "inside",
      filterMode: "filter",
      startValue: data.baseMs + data.fromMs,
      endValue: data.baseMs + data.toMs,
      minValueSpan: 10000,
      zoomOnMouseWheel: "ctrl",
      moveOnMouseWheel: false,
      moveOnMouseMove: !isCoarse, // With a finger the page is moved.
    }],
    tooltip: {
      trigger: "axis",
      renderMode: "richText",
      confine: true,
      backgroundColor: colour("--raised"),
      borderColor: line,
      textStyle: { color: colour("--text"), fontSize: 12 },
      formatter: (points) => tip(data, points),
    },
    series: data.series.flatMap((series) => linesOf(data, series, colour(`--series-${series.place}`))),
  };
}

// The band is drawn as two lines on each other: the smallest value, and from there to the largest.
function linesOf(data, series, colour) {
  const times = series.times.map((time) => data.baseMs + time);
  const common = { type: "line", symbol: "none", silent: true, animation: false, emphasis: { disabled: true } };
  const mean = {
    ...common,
    id: `mean-${series.place}`,
    name: series.name,
    lineStyle: { color: colour, width: 1.6, type: dashes[Math.floor(series.place / 3) % dashes.length] },
    itemStyle: { color: colour },
    data: times.map((time, i) => pointOf(time, i, series.means)),
  };
  if (!series.lows) {
    return [mean];
  }

  const band = {
    ...common,
    name: series.name,
    stack: `band-${series.place}`,
    stackStrategy: "all",
    lineStyle: { opacity: 0 },
    tooltip: { show: false },
  };
  return [
    { ...band, id: `low-${series.place}`, data: times.map((time, i) => [time, series.lows[i]]) },
    {
      ...band,
      id: `high-${series.place}`,
      areaStyle: { color: colour, opacity: 0.22 },
      data: times.map((time, i) => [time, series.lows[i] === null ? null : series.highs[i] - series.lows[i]]),
    },
    mean,
  ];
}

// A value alone between two gaps is no line: it gets a dot.
function pointOf(time, i, means) {
  const isAlone = means[i] !== null && (means[i - 1] ?? null) === null && (means[i + 1] ?? null) === null;
  return isAlone ? { value: [time, means[i]], symbol: "circle", symbolSize: 4 } : [time, means[i]];
}

function tip(data, points) {
  const lines = [];
  for (const point of points) {
    const series = data.series.find((each) => `mean-${each.place}` === point.seriesId);
    const mean = series?.means[point.dataIndex] ?? null;
    if (mean !== null) {
      const low = series.lows?.[point.dataIndex] ?? mean;
      const high = series.highs?.[point.dataIndex] ?? mean;
      const range = low === high ? "" : ` (${short(low)} to ${short(high)})`;
      lines.push(`${plain(series.name)}: ${short(mean)}${range} ${plain(data.unit)}`);
    }
  }

  return lines.length === 0 ? "" : [new Date(points[0].value[0]).toLocaleTimeString([], { hour12: false }), ...lines].join("\n");
}

// Braces would mark styles of the library's.
function plain(name) {
  return name.replaceAll("{", "(").replaceAll("}", ")");
}

function short(value) {
  return Number(value.toPrecision(6)).toString();
}
