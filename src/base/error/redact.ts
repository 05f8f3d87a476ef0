import { cutAt } from '../text/cut-at.ts'

const secrets: readonly (readonly [RegExp, string])[] = [
  // Access tokens and client secrets of Shopify.
  [/\bshp[a-z]{2}_[A-Za-z0-9]+/gi, '***'],
  // Credentials in an address.
  [/(\/\/)[^\s/@]+@/g, '$1***@'],
  [/\b(bearer|basic)\s+[A-Za-z0-9+/=._~-]{8,}/gi, '$1 ***'],
  // A word that announces a secret, and what follows it.
  [/(api_?key|client_?secret|passw(?:or)?d|secret|token|authorization)(["']?\s*[=:]\s*["']?)[^\s"'&,;}]+/gi, '$1$2***'],
  // The key of the webhook, in its address.
  [/([?&]key=)[^\s"'&,;}]+/gi, '$1***'],
  // Odoo's API keys are 40 hexadecimal digits.
  [/\b[0-9a-f]{40}\b/gi, '***'],
]

/** Longest text that a value may bring into a sentence. */
const longest = 300

/** Cut first, then look: what is longer is not shown, and a secret that is cut in two here is cut off by the second cut. */
const farEnough = 4000

/**
 * Makes a foreign text fit to be shown and logged: secrets are blanked out, only the first line is kept (what follows is a
 * stack, or a forged line of the log), characters that command a terminal become spaces, and it is cut at 300 characters
 * (requirement 11.4).
 */
export function redact(text: string): string {
  const start = text.trimStart().slice(0, farEnough)
  const line = (start.split(/[\r\n\u2028\u2029]/, 1)[0] ?? '').trimEnd().replace(/\p{Cc}+/gu, ' ')
  const clean = secrets.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), line)
  return cutAt(longest, clean)
}
