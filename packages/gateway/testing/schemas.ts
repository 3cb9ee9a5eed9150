// Checks of written XML against schemas: the state's, where they are at hand beside the checkout, and our own.
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs'

const OWN = new URL('../schemas/', import.meta.url)
const STATE = new URL('../../../../shared/data/', import.meta.url)

/** Of a title of a test; empty when the state's schemas are there. */
export const missing = existsSync(STATE) ? '' : ' (the state’s schemas in ../shared/data are not here)'

xmlRegisterFsInputProviders()
const validators = new Map<string, XsdValidator>()

/** @throws when the schema does not accept the document */
function accept(path: string, xml: string): void {
  const validator =
    validators.get(path) ?? XsdValidator.fromDoc(XmlDocument.fromBuffer(readFileSync(path), { url: path }))
  validators.set(path, validator)
  using document = XmlDocument.fromString(xml)
  validator.validate(document)
}

/** @param file below ../shared/data */
export function stateFile(file: string): string {
  return fileURLToPath(new URL(file, STATE))
}

/** Does nothing where the state's schemas are not at hand. @param file below ../shared/data */
export function acceptByState(file: string, xml: string): void {
  const path = stateFile(file)
  if (existsSync(path)) accept(path, xml)
}

/** Whether a schema of the state refuses the document; true where it is not at hand. */
export function stateRefuses(file: string, xml: string): boolean {
  if (missing !== '') return true
  try {
    acceptByState(file, xml)
    return false
  } catch {
    return true
  }
}

/** @param file below schemas/ */
export function acceptByOwn(file: string, xml: string): void {
  accept(fileURLToPath(new URL(file, OWN)), xml)
}

/** Whether a schema of ours refuses the document. */
export function ownRefuses(file: string, xml: string): boolean {
  try {
    acceptByOwn(file, xml)
    return false
  } catch {
    return true
  }
}
