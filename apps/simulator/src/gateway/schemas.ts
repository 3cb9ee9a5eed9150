import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { XmlDocument, XmlValidateError, XsdValidator } from 'libxml2-wasm'
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs'

const FOLDER = join(import.meta.dirname, '../../../../packages/gateway/schemas')
const FILES = { sync: 'sync-channel', async: 'async-channel' } as const
export type ChannelName = keyof typeof FILES

/** The interface description of a channel and its schemas, by file name; `{address}` stands for the channel's own. */
export function readDescriptions(): ReadonlyMap<string, string> {
  const names = ['sync-channel', 'async-channel', 'async-messages', 'common'].map((name) => `${name}.xsd`)
  return new Map(
    [...names, 'sync-channel.wsdl', 'async-channel.wsdl'].map((name) => [
      name,
      readFileSync(join(FOLDER, name), 'utf8').replaceAll(/(?<=<soap:address location=")[^"]*/g, '{address}'),
    ]),
  )
}

/** What a schema finds wrong with a Body; nothing for one that fits. The contents of `data` are each service's own. */
export function schemaCheck(channel: ChannelName): (body: string) => readonly string[] {
  let validator: XsdValidator | undefined
  return (body) => {
    validator ??= openValidator(channel)
    const inner = body.slice(body.indexOf('>') + 1, body.lastIndexOf('</'))
    try {
      using document = XmlDocument.fromString(inner.replace(/<data[\s>].*<\/data>/s, '<data/>'))
      validator.validate(document)
      return []
    } catch (error) {
      if (error instanceof XmlValidateError) return error.details.map(({ message }) => message.trim())
      return ['it is not well-formed']
    }
  }
}

function openValidator(channel: ChannelName): XsdValidator {
  xmlRegisterFsInputProviders()
  const path = join(FOLDER, `${FILES[channel]}.xsd`)
  return XsdValidator.fromDoc(XmlDocument.fromBuffer(readFileSync(path), { url: path }))
}
