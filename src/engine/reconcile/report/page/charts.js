/** Places that a chart names; the rest is added up. */
const placesOnChart = 12

/** The outcomes that are drawn, the most urgent first, each with its colour of the style. */
const drawn = /** @type {const} */ ([
  'oversell-risk',
  'below-zero',
  'suppressed',
  'differing',
  'held',
  'not-stocked',
  'missing',
  'untracked',
  'unread',
  'moving',
])

/**
 * Draws the charts: what was found, where, and why.
 * @param {readonly PageLine[]} lines @param {PageData} data
 */
function startCharts(lines, { language, words, outcomes, causes, counts }) {
  const colour = (/** @type {string} */ name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim()
  const number = new Intl.NumberFormat(language)
  const found = drawn.filter((outcome) => (counts.outcomes[outcome] ?? 0) > 0)
  const reasons = Object.keys(counts.causes)
    .filter((cause) => (counts.causes[cause] ?? 0) > 0)
    .toSorted((one, other) => (counts.causes[other] ?? 0) - (counts.causes[one] ?? 0))
  const places = countPlaces(lines, words['others'] ?? '')
  /** @type {readonly { id: string, title: string, bars: string[], sets: readonly { label: string, colour: string, data: number[] }[] }[]} */
  const charts = [
    {
      id: 'chart-outcome',
      title: words['chart-outcome'] ?? '',
      bars: found.map((outcome) => outcomes[outcome] ?? outcome),
      sets: found.map((outcome, at) => ({
        label: outcomes[outcome] ?? outcome,
        colour: outcome,
        data: found.map((_, bar) => (bar === at ? (counts.outcomes[outcome] ?? 0) : 0)),
      })),
    },
    {
      id: 'chart-location',
      title: words['chart-location'] ?? '',
      bars: places.map(({ place }) => place),
      sets: found.map((outcome) => ({
        label: outcomes[outcome] ?? outcome,
        colour: outcome,
        data: places.map(({ by }) => by.get(outcome) ?? 0),
      })),
    },
    {
      id: 'chart-cause',
      title: words['chart-cause'] ?? '',
      bars: reasons.map((cause) => causes[cause] ?? cause),
      sets: [{ label: words['chart-cause'] ?? '', colour: 'cause', data: reasons.map((cause) => counts.causes[cause] ?? 0) }],
    },
  ]
  const live = charts.map(({ id, title, bars, sets }) => {
    const canvas = part(id, HTMLCanvasElement)
    const sums = bars.map((bar, at) => `${bar}: ${number.format(sets.reduce((sum, { data }) => sum + (data[at] ?? 0), 0))}`)
    canvas.setAttribute('aria-label', `${title}. ${sums.join('; ')}`)
    const box = canvas.parentElement
    if (box !== null) box.style.height = `${Math.max(3, bars.length) * 34 + (id === 'chart-location' ? 90 : 40)}px`
    const chart = new Chart(canvas, {
      type: 'bar',
      data: { labels: bars, datasets: sets.map(({ label, data }) => ({ label, data, maxBarThickness: 22, borderRadius: 3 })) },
      options: {
        indexAxis: 'y',
        animation: false,
        locale: language,
        maintainAspectRatio: false,
        scales: { x: { stacked: true, beginAtZero: true, ticks: { precision: 0 } }, y: { stacked: true, grid: { display: false } } },
        plugins: { legend: { display: id === 'chart-location', position: 'bottom', labels: { boxWidth: 12, boxHeight: 12 } } },
      },
    })
    return { chart, sets }
  })

  function paint() {
    for (const { chart, sets } of live) {
      chart.data.datasets.forEach((set, at) => (set.backgroundColor = colour(`c-${sets[at]?.colour ?? 'cause'}`)))
      const { x, y } = chart.options.scales
      for (const axis of [x, y]) axis.ticks = { ...axis.ticks, color: colour('text') }
      x.grid = { color: colour('line') }
      chart.options.plugins.legend.labels.color = colour('text')
      chart.update()
    }
  }
  for (const query of ['(prefers-color-scheme: dark)', 'print']) matchMedia(query).addEventListener('change', paint)
  addEventListener('beforeprint', () => live.forEach(({ chart }) => chart.resize(640, chart.height)))
  addEventListener('afterprint', () => live.forEach(({ chart }) => chart.resize()))
  paint()
}

/**
 * How many lines there are at each place by outcome, the places with the most first, what is beyond added up.
 * @param {readonly PageLine[]} lines @param {string} others
 * @returns {{ place: string, sum: number, by: Map<string, number> }[]}
 */
function countPlaces(lines, others) {
  /** @type {Map<string, { place: string, sum: number, by: Map<string, number> }>} */
  const places = new Map()
  for (const [, , place, outcome] of lines) {
    if (!drawn.some((known) => known === outcome)) continue
    const known = places.get(place) ?? { place, sum: 0, by: new Map() }
    known.by.set(outcome, (known.by.get(outcome) ?? 0) + 1)
    places.set(place, { ...known, sum: known.sum + 1 })
  }
  const sorted = [...places.values()].toSorted((one, other) => other.sum - one.sum)
  const beyond = sorted.slice(placesOnChart)
  if (beyond.length === 0) return sorted
  const rest = { place: others, sum: 0, by: new Map() }
  for (const { sum, by } of beyond) {
    rest.sum += sum
    for (const [outcome, count] of by) rest.by.set(outcome, (rest.by.get(outcome) ?? 0) + count)
  }
  return [...sorted.slice(0, placesOnChart), rest]
}
