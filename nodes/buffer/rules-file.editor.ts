import { bufferFileAtMost } from '../../src/rules/buffer/file/buffer-file-limit.ts'
import type { KeptRules } from '../../src/rules/buffer/file/kept-rules.ts'
import { adminDownload } from '../editor/admin-request.ts'
import { comparedFile } from '../editor/compared-file.ts'
import { comparison } from './comparison.editor.ts'
import { readBufferImport } from './import-answer.editor.ts'

interface RulesFile {
  readonly place: HTMLElement
  /** The rules as they stand in the dialog. */
  readonly rules: () => KeptRules
  /** Names of Shopify locations, by id. */
  readonly known: ReadonlyMap<string, string>
  readonly translate: Translate
  /** Replaces every rule of the dialog. */
  readonly taken: (rules: KeptRules) => void
}

/** The rules of the dialog as a file, and rules from one. */
export function rulesFile({ place, rules, known, translate, taken }: RulesFile): { changed: () => void } {
  return comparedFile({
    place,
    name: 'buffer',
    translate,
    atMost: bufferFileAtMost,
    content: (format) => adminDownload('odoo-shopify/buffer/export', { format, rules: rules() }),
    now: () => ({ rules: rules(), known: [...known].map(([id, name]) => ({ id, name })) }),
    read: readBufferImport,
    comparison: (answer) => comparison(answer, translate),
    taken: (answer) => taken(answer.rules),
  })
}
