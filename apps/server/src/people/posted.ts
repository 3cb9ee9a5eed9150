import { parseIin } from '@qyzmet/regulation'
import type { PageError } from '../ui/ErrorSummary.tsx'
import type { PeopleMessages } from './messages/people.kk.ts'
import { findPasswordFault } from './password-rules.ts'

/** A field of a posted form as text; empty when it is not there, repeated or not text. */
export function postedField(body: unknown, name: string): string {
  if (typeof body !== 'object' || body === null) return ''
  const value: unknown = Object.hasOwn(body, name) ? Reflect.get(body, name) : undefined
  return typeof value === 'string' ? value : ''
}

export type ReadIin = { readonly ok: true; readonly iin: string } | { readonly ok: false; readonly error: PageError }

/** Reads an IIN as people type it, with spaces and dashes, or says what is wrong with it. */
export function readIin(text: string, t: PeopleMessages): ReadIin {
  const fault = (message: string): ReadIin => ({ ok: false, error: { field: 'iin', message } })
  if (text.trim() === '') return fault(t.iin.faults.missing)
  const parsed = parseIin(text)
  return parsed.ok ? { ok: true, iin: parsed.iin } : fault(t.iin.faults[parsed.code])
}

export type ReadCredentials =
  | { readonly ok: true; readonly iin: string; readonly password: string }
  | { readonly ok: false; readonly errors: readonly PageError[] }

/** Reads an IIN and a new password typed twice. */
export function readNewCredentials(body: unknown, t: PeopleMessages): ReadCredentials {
  const iin = readIin(postedField(body, 'iin'), t)
  const password = postedField(body, 'password')
  const fault = findPasswordFault(password, iin.ok ? iin.iin : '')
  const errors: PageError[] = []
  if (!iin.ok) errors.push(iin.error)
  if (fault !== undefined) errors.push({ field: 'password', message: t.password.faults[fault] })
  else if (password !== postedField(body, 'repeated')) {
    errors.push({ field: 'repeated', message: t.password.faults['password-differs'] })
  }
  return iin.ok && errors.length === 0 ? { ok: true, iin: iin.iin, password } : { ok: false, errors }
}
