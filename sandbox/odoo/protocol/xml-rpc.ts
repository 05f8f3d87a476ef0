import { faultOf } from '../error/fault-code.ts'
import { PythonError } from '../error/python-error.ts'
import { type Reply, xmlReply } from './reply.ts'
import { serveCall, type Served } from './serve-call.ts'
import { serviceRequest, type ServiceRequest } from './service.ts'
import { readMethodCall } from './xml-read.ts'
import { faultResponse, methodResponse } from './xml-write.ts'

/** /xmlrpc/2/common and /xmlrpc/2/object: always HTTP 200, errors are faults (odoo-facts 11). */
export async function serveXmlRpc(served: Served, service: string, body: string): Promise<Reply | 'cut'> {
  const request = requestOf(served, service, body)
  if (request instanceof PythonError) return refuse(request)
  const isLogin = request.subject.method === 'authenticate'
  return serveCall(served, {
    ...request,
    answer: (value) => xmlReply(methodResponse(value)),
    refuse: (error) => (isLogin && error.pythonName === 'odoo.exceptions.AccessDenied' ? xmlReply(methodResponse(false)) : refuse(error)),
  })
}

function requestOf({ world }: Served, service: string, body: string): ServiceRequest | PythonError {
  try {
    return serviceRequest(world, { transport: 'xml-rpc', service, ...readMethodCall(body) })
  } catch (error) {
    if (error instanceof PythonError) return error
    throw error
  }
}

function refuse(error: PythonError): Reply {
  const { code, text } = faultOf(error)
  return xmlReply(faultResponse(code, text))
}
