/** Reads what the page was given and brings it to life. */
function startPage() {
  /** @type {PageData} */
  const data = JSON.parse(part('report', HTMLElement).textContent ?? '')
  /** @type {PageLine[]} */
  const lines = []
  for (const element of document.querySelectorAll('script.lines')) {
    for (const line of JSON.parse(element.textContent ?? '[]')) lines.push(line)
    // Parsed once, kept once.
    element.remove()
  }
  const differs = lines.some(([, , , outcome]) => outcome !== 'matched' && outcome !== 'tolerated')
  part('nothing', HTMLElement).hidden = differs
  part('charts', HTMLElement).hidden = !differs
  part('lines', HTMLElement).hidden = lines.length === 0
  if (differs) startCharts(lines, data)
  if (lines.length > 0) startTable(lines, data)
}

startPage()
