import type { Request } from 'express'
import { textSetting } from './setting.ts'

/** The name that a person has logged in to the editor with; empty where the editor has no login. */
export function viewerName(request: Request): string {
  const user: unknown = 'user' in request ? request.user : undefined
  return typeof user === 'object' && user !== null && 'username' in user ? textSetting(user.username).slice(0, 200) : ''
}
