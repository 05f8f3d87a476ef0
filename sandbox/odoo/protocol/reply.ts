/** An HTTP answer. */
export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export function xmlReply(body: string): Reply {
  return { status: 200, headers: { 'content-type': 'text/xml; charset=utf-8' }, body }
}

export function jsonReply(status: number, value: unknown): Reply {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(value) }
}

export function htmlReply(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', ...headers }, body }
}

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
}

/** An error page as Odoo's web server writes it. */
export function errorPage(status: number, text: string): Reply {
  const reason = reasons[status] ?? ''
  return htmlReply(status, `<!doctype html>\n<html lang=en>\n<title>${status} ${reason}</title>\n<h1>${reason}</h1>\n<p>${text}</p>\n`)
}

/** What a proxy in front of Odoo says: HTML for 5xx, JSON for 429. */
export function proxyReply(status: number, retryAfter: number | undefined): Reply {
  const headers: Record<string, string> = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
  if (status === 429) {
    const reply = jsonReply(429, { error: 'Too Many Requests' })
    return { ...reply, headers: { ...reply.headers, ...headers } }
  }
  const reason = `${status} ${reasons[status] ?? ''}`
  const body = `<center><h1>${reason}</h1></center>\r\n<hr><center>nginx</center>`
  const page = `<html>\r\n<head><TITLE>${reason}</TITLE></head>\r\n<body>\r\n${body}\r\n</body>\r\n</html>\r\n`
  return htmlReply(status, page, headers)
}
