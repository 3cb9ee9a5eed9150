import { createHash } from 'node:crypto'
import type { ArrivedMessage, AsyncMessage } from '@qyzmet/gateway'

/** A message as the inbox takes it. */
export function arrivedMessage(message: AsyncMessage): ArrivedMessage {
  const { messageId, correlationId, serviceId, messageType, routeId, messageDate, senderId, properties, data } = message
  const content = data && Buffer.from(JSON.stringify(data))
  // The array in JSON of these and the content, which is written once.
  const facts = [correlationId, serviceId, messageType, senderId, messageDate.toString()]
  const sha256 = createHash('sha256')
    .update(`${JSON.stringify(facts).slice(0, -1)},`)
    .update(content ?? 'null')
    .update(']')
    .digest()
  return {
    ...(messageId !== undefined && { messageId }),
    ...(correlationId !== undefined && { correlationId }),
    serviceId,
    messageType,
    ...(routeId !== undefined && { routeId }),
    messageDate,
    senderId,
    properties,
    ...(content && { content }),
    sha256,
  }
}
