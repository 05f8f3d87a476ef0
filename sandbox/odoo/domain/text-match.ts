/** SQL LIKE. Odoo's `like` and `ilike` look for the text anywhere, `=like` and `=ilike` take the pattern as it stands. */
export function likeTest(operator: string, pattern: string): (text: string) => boolean {
  const plain = operator.replace('not ', '')
  const source = plain.startsWith('=') ? pattern : `%${pattern}%`
  const expression = new RegExp(
    `^${source
      .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll('%', '[^]*')
      .replaceAll('_', '[^]')}$`,
    flags(plain),
  )
  return (text) => expression.test(text)
}

function flags(operator: string): string {
  return operator.includes('ilike') ? 'iu' : 'u'
}
