import { isSentence, type Say } from '../../src/base/text/say.ts'

/** The sentences of the catalogue as Node-RED's editor has them, in the language of the viewer. */
export function viewerSay(translate: Translate): Say {
  const say: Say = (key, values = {}) => {
    const told = Object.entries(values).map(
      ([name, value]) => [name, isSentence(value) ? say(value.key, value.values) : plain(value)] as const,
    )
    return translate(key, Object.fromEntries(told))
  }
  return say
}

function plain(value: unknown): string | number {
  return typeof value === 'number' ? value : String(value)
}

/** A number as people of the editor's language write it, with all its decimals. */
export function writtenNumber(number: number): string {
  return number.toLocaleString(RED.i18n.lang(), { maximumFractionDigits: 20 })
}
