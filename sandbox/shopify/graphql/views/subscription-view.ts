import { legacyId } from '../../model/gid.ts'
import type { Subscription } from '../../webhooks/subscriptions.ts'
import type { View } from '../view.ts'
import { apiVersionView } from './shop-view.ts'
import { timeText } from './time-text.ts'

/** A webhook subscription as `WebhookSubscription`. */
export function subscriptionView(subscription: Subscription): View {
  return {
    __typename: 'WebhookSubscription',
    id: subscription.id,
    legacyResourceId: () => legacyId(subscription.id),
    topic: subscription.topic,
    uri: subscription.uri,
    callbackUrl: subscription.uri,
    format: 'JSON',
    name: subscription.name,
    filter: null,
    includeFields: [],
    metafieldNamespaces: [],
    apiVersion: apiVersionView(subscription.apiVersion),
    createdAt: () => timeText(subscription.createdAt),
    updatedAt: () => timeText(subscription.createdAt),
  }
}
