import type { FromSchema } from 'json-schema-to-ts'
import { answerCheck } from '../answer-check.ts'
import type { AdminDocument } from './admin-document.ts'

const answer = {
  type: 'object',
  required: ['shop', 'currentAppInstallation'],
  properties: {
    shop: { type: 'object', required: ['myshopifyDomain'], properties: { myshopifyDomain: { type: 'string' } } },
    currentAppInstallation: {
      type: 'object',
      required: ['accessScopes'],
      properties: {
        accessScopes: { type: 'array', items: { type: 'object', required: ['handle'], properties: { handle: { type: 'string' } } } },
      },
    },
  },
} as const

export type InstallationAnswer = FromSchema<typeof answer>

/** Which shop this is and what the app may do there. Needs no scope, so it also serves to prove the API version. */
export const installationDocument: AdminDocument<InstallationAnswer> = {
  operation: 'Installation',
  kind: 'read',
  cost: 3,
  text: `query Installation {
  shop { myshopifyDomain }
  currentAppInstallation { accessScopes { handle } }
}`,
  isAnswer: answerCheck(answer),
}
