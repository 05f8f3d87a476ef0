/** One thing that a pattern can match, in its order: a class, or the letters of a literal. */
const atom = /\[(?:\\.|[^\]\\])*\]|\\(?:[pP]\{\w+\}|u\{\w+\}|u[0-9a-f]{4}|x[0-9a-f]{2}|[^\s])|\(\?(?:[:=!]|<[=!])|[{][0-9,]+[}]|[^]/giu
const silent = /^(?:\(\?.*|[()|^$*+?]|\{.*\}|\\b)$/i
const candidates = Array.from('a0A_-+./:;,#@<>"\'= \t\n\r&{}[]()!%\\\u0001\u00e9\u30ab')

/** Texts that a pattern is made of: what each of its parts matches, once. */
function partsOf(source: string, flags: string): string[] {
  const atoms = (source.match(atom) ?? []).filter((one) => !silent.test(one))
  return atoms.map((one) => candidates.find((text) => new RegExp(`^(?:${one})$`, flags.replace('g', '')).test(text)) ?? one.slice(-1))
}

/** Runs of so many characters of what a pattern is made of: each part, each two and three in a row, and the whole. */
export function longRuns(source: string, flags: string): ((length: number) => string)[] {
  const parts = partsOf(source, flags)
  const units = new Set(parts.flatMap((part, at) => [part, parts.slice(at, at + 2).join(''), parts.slice(at, at + 3).join('')]))
  for (let words = 1; words < parts.length; words++) units.add(parts.slice(0, words).join(''))
  const heads = ['', parts[0] ?? '', parts.slice(0, Math.floor(parts.length / 2)).join(''), parts.slice(0, -1).join('')]
  return [...units]
    .filter((unit) => unit !== '')
    .flatMap((unit) => [...new Set(heads)].flatMap((head) => ['', '\u0000', ' x'].map((tail) => ({ head, unit, tail }))))
    .map(
      ({ head, unit, tail }) =>
        (length) =>
          head + unit.repeat(Math.ceil(length / unit.length)) + tail,
    )
}

/** Below this a time says nothing, in milliseconds. */
const quick = 20
/** Twice the text takes twice the time in a linear search, four times in a quadratic one. */
const most = 3.2

/**
 * How much longer a search takes for twice the text, when that is too long; undefined when it is in proportion. A ratio, because a
 * busy machine makes everything slow, and of the least of several times, because it does so in fits.
 */
export function outOfProportion(search: (text: string) => unknown, run: (length: number) => string, length: number): number | undefined {
  if (least(search, run(length), 1) < quick) return undefined
  const ratio = least(search, run(2 * length), 3) / least(search, run(length), 3)
  return ratio > most ? ratio : undefined
}

function least(search: (text: string) => unknown, text: string, times: number): number {
  let shortest = Infinity
  for (let time = 0; time < times; time++) {
    const start = performance.now()
    search(text)
    shortest = Math.min(shortest, performance.now() - start)
  }
  return shortest
}
