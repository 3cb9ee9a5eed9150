import { isSameSecret } from '../same-secret.ts'
import { MessageRefusedError } from './refused.ts'

/** A system that may send, as the gateway's register of systems has it. */
export interface RegisteredSender {
  readonly senderId: string
  readonly password: string
  /** Object identifier in the certificate that seals its messages. */
  readonly systemId: string
  /** Codes of services; `all` of them when left out. */
  readonly services?: readonly string[]
}

export interface Senders {
  /** @throws {MessageRefusedError} when this sender may not send this message */
  admit(
    sender: { readonly senderId: string; readonly password?: string },
    serviceId: string,
    systemId: string | undefined,
  ): void
  /** The code of the system that sealed a message. @throws {MessageRefusedError} when it is none of ours */
  codeOf(systemId: string | undefined): string
}

export function createSenders(registered: readonly RegisteredSender[]): Senders {
  return {
    admit({ senderId, password = '' }, serviceId, systemId) {
      const known = registered.find((sender) => sender.senderId === senderId)
      // One answer for both, so that nobody learns which systems there are.
      if (!known || !isSameSecret(password, known.password)) {
        throw new MessageRefusedError('TRN-SENDER', 'the sender or its password is not known')
      }
      if (known.systemId !== systemId) throw new MessageRefusedError('TRN-SIGNATURE', 'it is sealed by another system')
      if (serviceId !== '' && known.services && !known.services.includes(serviceId)) {
        throw new MessageRefusedError('TRN-PERMISSION', 'the sender has no right to this service')
      }
    },
    codeOf(systemId) {
      const known = registered.find((sender) => sender.systemId === systemId)
      if (!known) throw new MessageRefusedError('TRN-SIGNATURE', 'it is sealed by a system that is not known here')
      return known.senderId
    },
  }
}
