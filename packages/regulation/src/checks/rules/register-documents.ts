import type { Found, Rule } from '../finding.ts'
import { inForce } from '../law.ts'

/** Nobody brings on paper what a register that the service asks can give. */
export const registerDocuments: Rule = ({ regulation, law }) => {
  const { documents, registers } = regulation.standard
  return inForce(law.registers, regulation.edition.period).flatMap((demand) => {
    const register = registers.find(({ id }) => id === demand.register)
    if (register === undefined) return []
    return documents
      .filter(({ id, from }) => from === 'applicant' && demand.gives.includes(id))
      .map(({ id, title, source }): Found => ({
        code: 'document-from-register',
        file: 'standard',
        path: ['documents', id],
        at: 'key',
        parameters: { document: title, register: register.title },
        items: source.item === '' ? [] : [source.item],
      }))
  })
}
