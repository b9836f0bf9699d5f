import * as echarts from "echarts/core";
import { LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { SVGRenderer } from "echarts/renderers";
import { LabelLayout } from "echarts/features";
import { language } from "./page.js";

echarts.use([LineChart, GridComponent, LegendComponent, TooltipComponent, LabelLayout, SVGRenderer]);

/** Each role has its own colour, dash and marker, so that colour is never alone. */
const ROLES = {
  outcome: { colour: "--s-series-1", dash: "solid", symbol: "circle", width: 3 },
  target: { colour: "--s-ink", dash: [2, 4], symbol: "none", width: 1.5 },
  forecast: { colour: "--s-series-1", dash: [2, 4], symbol: "emptyTriangle", width: 2 },
  municipality: { colour: "--s-series-2", dash: [7, 4], symbol: "rect", width: 2 },
  country: { colour: "--s-series-3", dash: [2, 3], symbol: "triangle", width: 2 },
  group: { colour: "--s-series-4", dash: [10, 3, 2, 3], symbol: "diamond", width: 2 },
  women: { colour: "--s-series-5", dash: [6, 2], symbol: "emptyCircle", width: 2 },
  men: { colour: "--s-series-4", dash: [4, 4], symbol: "emptyRect", width: 2 },
};

/** Draws the table beneath it as a line chart: the figures exist once, in the table. */
class SamsynChart extends HTMLElement {
  connectedCallback() {
    const table = this.querySelector("table");
    if (!table || this.drawing) return;
    this.drawing = document.createElement("div");
    this.drawing.className = "s-chart";
    this.drawing.setAttribute("aria-hidden", "true");
    (this.querySelector("[data-chart-here]") ?? this).prepend(this.drawing);
    this.querySelector("[data-chart-figures]")?.removeAttribute("open");
    this.data = read(table);
    this.chart = echarts.init(this.drawing, null, { renderer: "svg" });
    this.draw();

    this.resized = new ResizeObserver(() => {
      this.chart.resize();
      this.draw();
    });
    this.resized.observe(this);
    this.schemeChanged = () => this.draw();
    this.scheme = matchMedia("(prefers-color-scheme: dark)");
    this.scheme.addEventListener("change", this.schemeChanged);
  }

  disconnectedCallback() {
    this.resized?.disconnect();
    this.scheme?.removeEventListener("change", this.schemeChanged);
    this.chart?.dispose();
    this.drawing?.remove();
    this.drawing = null;
  }

  draw() {
    this.chart.setOption(option(this.data, this.drawing), { notMerge: true });
  }
}

function read(table) {
  const [, ...periods] = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
  const series = [...table.tBodies[0].rows].map((row) => ({
    name: row.cells[0].textContent.trim(),
    role: row.dataset.role ?? "outcome",
    values: [...row.cells].slice(1).map((cell) => (cell.dataset.value ? Number(cell.dataset.value) : null)),
    texts: [...row.cells].slice(1).map((cell) => cell.textContent.trim()),
  }));
  return { periods, series, unit: table.dataset.unit ?? "" };
}

function option({ periods, series, unit }, element) {
  const style = getComputedStyle(element);
  const colour = (name) => style.getPropertyValue(name).trim() || "#444";
  const narrow = element.clientWidth < 520;
  const font = colour("--s-font");
  const format = new Intl.NumberFormat(language(), { maximumFractionDigits: 2 });
  const drawn = series.filter((line) => line.values.some((value) => value !== null));
  const labels = Math.max(...drawn.map((line) => line.name.length), 4);

  return {
    animation: false,
    textStyle: { fontFamily: font, fontSize: 13, color: colour("--s-ink-2") },
    grid: { left: 8, right: narrow ? 16 : Math.min(labels * 7.4 + 20, 190), top: narrow ? 28 + 24 * Math.ceil(drawn.length / 2) : 16, bottom: 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    legend: { show: narrow, data: drawn.map(legendItem), left: 0, top: 0, itemWidth: 34, itemGap: 14, selectedMode: false, textStyle: { color: colour("--s-ink-2"), fontSize: 13 } },
    tooltip: {
      trigger: "axis",
      confine: true,
      backgroundColor: colour("--s-surface"),
      borderColor: colour("--s-line"),
      textStyle: { color: colour("--s-ink"), fontFamily: font, fontSize: 13 },
      axisPointer: { lineStyle: { color: colour("--s-ink-2") } },
      formatter: (points) => tooltip(points, drawn),
    },
    xAxis: {
      type: "category",
      data: periods,
      boundaryGap: false,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colour("--s-ink-2") } },
      axisLabel: { color: colour("--s-ink-2"), fontSize: 13, hideOverlap: true },
    },
    yAxis: {
      type: "value",
      scale: true,
      splitNumber: 5,
      splitLine: { lineStyle: { color: colour("--s-line") } },
      axisLabel: { color: colour("--s-ink-2"), fontSize: 13, formatter: (value) => format.format(value) + (unit === "%" ? " %" : "") },
    },
    series: drawn.map((line) => drawLine(line, colour, narrow)),
  };
}

function legendItem({ name, role }) {
  return ROLES[role]?.symbol === "none" ? { name, icon: "none" } : { name };
}

function drawLine(line, colour, narrow) {
  const role = ROLES[line.role] ?? ROLES.group;
  const paint = colour(role.colour);
  return {
    type: "line",
    name: line.name,
    data: line.values,
    symbol: role.symbol,
    symbolSize: 9,
    showAllSymbol: true,
    connectNulls: false,
    lineStyle: { color: paint, width: role.width, type: role.dash },
    itemStyle: { color: paint },
    emphasis: { disabled: true },
    endLabel: {
      show: !narrow,
      formatter: "{a}",
      color: paint,
      fontSize: 13,
      fontWeight: line.role === "outcome" ? 640 : 540,
      distance: 8,
    },
    labelLayout: { moveOverlap: "shiftY" },
    z: line.role === "outcome" ? 4 : 3,
  };
}

/** Built of nodes, so that a name can never be read as markup. */
function tooltip(points, drawn) {
  const box = document.createElement("div");
  const title = document.createElement("b");
  title.textContent = points[0].axisValue;
  box.append(title);
  for (const point of points) {
    const row = document.createElement("div");
    row.textContent = `${point.seriesName}: ${drawn[point.seriesIndex].texts[point.dataIndex]}`;
    box.append(row);
  }
  return box;
}

customElements.define("samsyn-chart", SamsynChart);
