/** Takes secrets out of a text that somebody else wrote, and cuts it to a length that fits into a message. */
export type Redact = (text: string) => string

const longest = 300

/** `secrets` is asked each time, because tokens are renewed. */
export function redactor(secrets: () => readonly string[]): Redact {
  return (text) => {
    let clean = text
    for (const secret of secrets()) {
      if (secret === '') continue
      for (const written of [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
        clean = clean.replaceAll(written, '***')
    }
    return clean.length > longest ? `${clean.slice(0, longest)}…` : clean
  }
}
