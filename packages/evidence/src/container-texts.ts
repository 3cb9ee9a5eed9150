import { DecodingError } from '@qyzmet/casework'

/** Text of a file in a container. @throws {DecodingError} for what is no UTF-8 */
export function decodeUtf8(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw new DecodingError(`${name} is not text`, { cause })
  }
}

/** @throws {DecodingError} */
export function parseJson(content: string, name: string): unknown {
  try {
    return JSON.parse(content)
  } catch (cause) {
    throw new DecodingError(`${name} is not JSON`, { cause })
  }
}
