/** What the page uses of Chart.js, which stands in a script of its own before it. */
interface DrawnSet {
  label: string
  data: number[]
  backgroundColor?: string
  maxBarThickness?: number
  borderRadius?: number
}

interface DrawnAxis {
  stacked: boolean
  beginAtZero?: boolean
  ticks?: { precision?: number; color?: string }
  grid?: { display?: boolean; color?: string }
}

interface DrawnOptions {
  indexAxis: 'y'
  animation: false
  locale: string
  maintainAspectRatio: boolean
  scales: { x: DrawnAxis; y: DrawnAxis }
  plugins: { legend: { display: boolean; position: 'bottom'; labels: { boxWidth: number; boxHeight: number; color?: string } } }
}

declare class Chart {
  readonly data: { labels: string[]; datasets: DrawnSet[] }
  readonly options: DrawnOptions
  readonly height: number
  constructor(canvas: HTMLCanvasElement, config: { type: 'bar'; data: { labels: string[]; datasets: DrawnSet[] }; options: DrawnOptions })
  update(): void
  resize(width?: number, height?: number): void
}
