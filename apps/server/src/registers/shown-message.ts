import { maskSecrets } from '@qyzmet/gateway'

/**
 * A message as it may leave the database: the password of this installation at the gateway and the tokens of people's
 * consents are masked, so a message of ours is no longer byte for byte what its seal covers. What a register answered
 * holds neither and stays as it came.
 */
export function withoutSecrets(message: Uint8Array): Uint8Array {
  return Buffer.from(maskSecrets(Buffer.from(message).toString()))
}
