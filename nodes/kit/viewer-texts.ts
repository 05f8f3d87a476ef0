import type { Request } from 'express'
import type { Say } from '../../src/base/text/say.ts'
import { textsFor } from './texts.ts'

/** The sentences in the language of whoever looks at the editor. */
export function viewerTexts(request: Request): Say {
  return textsFor(request.acceptsLanguages()[0]?.replace('*', ''))
}
