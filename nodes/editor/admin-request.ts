import { asText, isPlainObject } from './plain.ts'

/** Why an admin request was not answered, in a sentence for people; `cure` says what to do. */
export class AdminRefusal extends Error {
  readonly cure: string
  /** Code from docs/errors.md; empty when the answer did not come from a route of this package. */
  readonly code: string
  /** HTTP status; 0 when Node-RED could not be reached. */
  readonly status: number

  constructor(status: number, text: string, cure: string, code: string) {
    super(text)
    this.name = 'AdminRefusal'
    this.status = status
    this.cure = cure
    this.code = code
  }
}

/** Asks an admin route of this package. jQuery carries the editor's login; paths are relative to the editor. */
export async function adminGet(path: string): Promise<unknown> {
  return request({ url: path, method: 'GET', dataType: 'json' })
}

/** Like `adminGet`, for an answer that is a file; with a body it is posted. */
export async function adminDownload(path: string, body?: unknown): Promise<string> {
  const how = body === undefined ? { method: 'GET' } : posted(body)
  return asText(await request({ url: path, ...how, dataType: 'text' }))
}

export async function adminPost(path: string, body: unknown): Promise<unknown> {
  return request({ url: path, ...posted(body) })
}

function posted(body: unknown): JQuery.AjaxSettings {
  return { method: 'POST', contentType: 'application/json', data: JSON.stringify(body) }
}

function request(settings: JQuery.AjaxSettings): Promise<unknown> {
  return new Promise((answer, refuse) => {
    $.ajax({ ...settings, headers: { 'Accept-Language': viewerLanguage() } }).then(
      (data: unknown) => answer(data),
      (reply: JQuery.jqXHR) => refuse(refusalOf(reply)),
    )
  })
}

/** The language that somebody has chosen for the editor, as Node-RED finds it; the browser's own need not be the same. */
function viewerLanguage(): string {
  return localStorage.getItem('editor-language') || navigator.language
}

function refusalOf(reply: JQuery.jqXHR): AdminRefusal {
  const body: unknown = reply.responseJSON ?? parsed(reply.responseText)
  if (isPlainObject(body) && typeof body['text'] === 'string')
    return new AdminRefusal(reply.status, body['text'], asText(body['cure']), asText(body['code']))
  return new AdminRefusal(reply.status, '', '', '')
}

function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
