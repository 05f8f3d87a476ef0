/** Why nodes could not be built, so that the nodes that use a config node can say what is wrong with it. */
export const failedBuilds = new WeakMap<object, Error>()
