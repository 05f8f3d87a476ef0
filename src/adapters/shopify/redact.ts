import { blankSecrets } from '../../base/error/known-secrets.ts'
import { cutAt } from '../../base/text/cut-at.ts'

/** Takes secrets out of a text that somebody else wrote, and cuts it to a length that fits into a message. */
export type Redact = (text: string) => string

const longest = 300

/** `secrets` is asked each time, because tokens are renewed. */
export function redactor(secrets: () => readonly string[]): Redact {
  const blank = blankSecrets(secrets)
  return (text) => cutAt(longest + 1, blank(text.slice(0, farEnough)))
}

/** Cut first, then look: what is longer is not shown, and a secret that is cut in two here is cut off by the second cut. */
const farEnough = 4000
