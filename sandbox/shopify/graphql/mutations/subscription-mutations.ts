import { userError } from '../../model/user-error.ts'
import { isLoopback } from '../../webhooks/subscriptions.ts'
import { inputArgument, requiredText, textArgument } from '../arguments.ts'
import type { ShopContext } from '../shop-context.ts'
import type { FieldFunction } from '../view.ts'
import { subscriptionView } from '../views/subscription-view.ts'
import { userErrorView } from '../views/user-error-view.ts'

/** `webhookSubscriptionCreate`. Only addresses on this machine are accepted, because only these are ever called. */
export function subscriptionCreateMutation({ subscriptions, apiVersion }: ShopContext): FieldFunction {
  return (args) => {
    const refuse = (message: string) => ({
      webhookSubscription: null,
      userErrors: [userErrorView(userError(['webhookSubscription', 'callbackUrl'], null, message))],
    })
    const topic = requiredText(args, 'topic')
    const input = inputArgument(args, 'webhookSubscription')
    const uri = textArgument(input, 'uri') ?? textArgument(input, 'callbackUrl') ?? ''
    if (!isLoopback(uri)) return refuse('Address is not allowed')
    if (subscriptions.all().some((known) => known.topic === topic && known.uri === uri)) {
      return refuse('Address for this topic has already been taken')
    }
    const added = subscriptions.add({ topic, uri, name: textArgument(input, 'name'), apiVersion })
    return { webhookSubscription: subscriptionView(added), userErrors: [] }
  }
}

/** `webhookSubscriptionDelete`. */
export function subscriptionDeleteMutation({ subscriptions }: ShopContext): FieldFunction {
  return (args) => {
    const id = requiredText(args, 'id')
    if (subscriptions.delete(id)) return { deletedWebhookSubscriptionId: id, userErrors: [] }
    const error = userError(['id'], null, 'Webhook subscription does not exist')
    return { deletedWebhookSubscriptionId: null, userErrors: [userErrorView(error)] }
  }
}
