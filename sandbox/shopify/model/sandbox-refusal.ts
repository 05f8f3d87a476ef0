/** The simulated shop cannot do what its driver asks, e.g. fulfil an order that is not there. A fault of the test. */
export class SandboxRefusal extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'SandboxRefusal'
  }
}
