/** Something that happened in the shop and that a webhook may tell. Deliveries of one action share the event id. */
export type ShopEvent = { readonly eventId: string; readonly at: number } & (
  | { readonly topic: LevelTopic; readonly itemId: string; readonly locationId: string }
  | { readonly topic: OrderTopic; readonly orderId: string }
  | { readonly topic: LocationTopic; readonly locationId: string }
)

export type LevelTopic = 'inventory_levels/update' | 'inventory_levels/connect' | 'inventory_levels/disconnect'
export type OrderTopic = 'orders/create' | 'orders/updated' | 'orders/cancelled' | 'orders/fulfilled'
export type LocationTopic = 'locations/activate' | 'locations/deactivate'
export type ShopTopic = LevelTopic | OrderTopic | LocationTopic
