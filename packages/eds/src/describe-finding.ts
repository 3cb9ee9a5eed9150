import { en } from './messages/en.ts'
import { kk } from './messages/kk.ts'
import { ru } from './messages/ru.ts'
import type { SignatureFinding } from './verdict.ts'

const FINDINGS: Readonly<Record<'kk' | 'ru' | 'en', Readonly<Record<SignatureFinding, string>>>> = { kk, ru, en }

/** What is wrong with a signature and what its maker can do about it, for the person who signed. */
export function describeFinding(finding: SignatureFinding, locale: 'kk' | 'ru' | 'en'): string {
  return FINDINGS[locale][finding]
}

/** Reads a reason as it stands in a row or an address. */
export function isSignatureFinding(text: string): text is SignatureFinding {
  return Object.hasOwn(FINDINGS.kk, text)
}
