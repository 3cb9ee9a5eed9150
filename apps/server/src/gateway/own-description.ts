import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** What this installation offers to the gateway, as programs read it. */
export interface OwnDescription {
  /** Says where messages are taken: the address that the gateway sees. */
  readonly wsdl: string
  /** The schemas it is made of, by the file names that it says. */
  readonly schemas: ReadonlyMap<string, string>
}

const WSDL = 'async-client.wsdl'
const SCHEMAS = ['async-channel.xsd', 'async-client.xsd', 'async-messages.xsd', 'common.xsd']

/** @param address where messages are brought to */
export async function readOwnDescription(address: string): Promise<OwnDescription> {
  const wsdl = await read(WSDL)
  return {
    wsdl: wsdl.replace(/(?<=<soap:address location=")[^"]*/, () => new URL(address).href),
    schemas: new Map(await Promise.all(SCHEMAS.map(async (name) => [name, await read(name)] as const))),
  }
}

function read(name: string): Promise<string> {
  return readFile(fileURLToPath(import.meta.resolve(`@qyzmet/gateway/schemas/${name}`)), 'utf8')
}
