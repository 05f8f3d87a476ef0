import { element } from './element.ts'

const atMost = 50

/** What is wrong with a file, one line each; of very many only the first, and how many more there are. */
export function problemList(problems: readonly string[], more: (count: number) => string): HTMLElement {
  const lines = problems.slice(0, atMost)
  if (problems.length > atMost) lines.push(more(problems.length - atMost))
  return element('ul', {}, ...lines.map((line) => element('li', {}, line)))
}
